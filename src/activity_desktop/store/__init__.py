"""What do we remember? One SQLite file. Nothing else speaks SQL, but the embedded server with a file of its own."""
