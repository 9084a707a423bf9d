"""What can a person choose? Definitions, one line each, and the file that keeps them."""
