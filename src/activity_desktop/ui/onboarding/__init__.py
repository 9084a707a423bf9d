"""How does a person begin? Three steps: where the work lives, how to get in, and whether the notification was seen."""
