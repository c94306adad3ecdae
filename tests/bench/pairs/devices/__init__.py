"""Pairs about devices: events, noise, and what is left after many times out and in."""
