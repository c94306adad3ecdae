"""Faults put into the product by hand, and which test finds each."""
