"""How do we speak with Signals, and with Current RMS, whose API Signals keeps to? See README.md for the quirks."""
