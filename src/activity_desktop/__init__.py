"""What is Activity Desktop? One inbox and native notifications for the activities of your CRM systems."""

__version__ = "0.1.0"
