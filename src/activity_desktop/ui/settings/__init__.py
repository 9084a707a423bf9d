"""How does a person change what they have chosen? A window of pages, made from the definitions; every change counts at once."""
