"""Speeds of the product beside those of its twins, measured in one run."""
