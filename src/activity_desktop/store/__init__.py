"""What do we remember? One SQLite file; nothing else in the program speaks SQL (but the embedded server, which has a file of its own)."""
