"""Pairs about the core as a whole."""
