"""Promotions as data, and the customer's best outcome of them."""
