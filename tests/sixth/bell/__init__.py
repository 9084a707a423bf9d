"""How does a doorbell speak? A toy, to show that a sixth system needs a folder, a line in the registry, and nothing else."""
