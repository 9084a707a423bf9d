"""How do we speak with cPod? `connector.py` acts; `wire.py`, `translate.py` and `write.py` know its JSON."""
