"""A simulated ZPL II printer."""
