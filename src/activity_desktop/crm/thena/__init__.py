"""How do we speak with Thena? See README.md for the quirks."""
