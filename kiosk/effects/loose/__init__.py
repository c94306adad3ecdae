"""Loose goods, done: what is found in the catalogue, and what stands on the scale."""
