"""How does every part of the window look, in every state? A window of stories with sample data, and pictures of them."""
