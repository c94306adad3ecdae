"""Twins of what a shop's sale needs."""
