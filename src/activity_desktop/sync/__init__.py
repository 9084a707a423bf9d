"""How does the local database follow the servers, and how do a person's changes reach them?"""
