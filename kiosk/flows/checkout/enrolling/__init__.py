"""Becoming a member while the basket is open."""
