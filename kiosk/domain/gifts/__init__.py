"""Gift cards as values: their number, and what who keeps them says."""
