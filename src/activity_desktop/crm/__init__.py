"""How do we speak with each CRM? One folder each; `contract.py` says what a connector is, `registry.py` lists them."""
