"""What can be done from a terminal? Everything the window does, in verbs that scripts can use."""
