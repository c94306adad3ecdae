"""A simulated reader of machine-readable zones."""
