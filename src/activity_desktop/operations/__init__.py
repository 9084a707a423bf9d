"""What can a person do? Called by the window, the command line and the notification buttons alike."""
