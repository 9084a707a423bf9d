"""What does a person see and touch? Everything Qt lives here, and nothing else does."""
