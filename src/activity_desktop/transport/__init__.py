"""How does a request reach a server, and come back? HTTP to any CRM; knows none of them."""
