"""How a nexo message travels: HTTP, JSON, envelope and seal."""
