"""How do we speak with Pipedrive? `connector.py` acts; `wire.py`, `translate.py` and `write.py` know its JSON."""
