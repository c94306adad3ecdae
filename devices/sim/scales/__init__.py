"""Simulated scales."""
