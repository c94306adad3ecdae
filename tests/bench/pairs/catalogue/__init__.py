"""Pairs about the catalogue: what an import writes."""
