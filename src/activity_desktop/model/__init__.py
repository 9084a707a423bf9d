"""What do we talk about? Plain values that every other package shares: no I/O, no Qt."""
