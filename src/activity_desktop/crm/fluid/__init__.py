"""How does Fluid speak? See README.md in this folder for its quirks."""
