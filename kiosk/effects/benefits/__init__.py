"""Coupons and cards: what was read, and what is asked of who keeps them."""
