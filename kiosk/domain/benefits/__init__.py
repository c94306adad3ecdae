"""Coupons and members: what counts, once, and the points that a sale earns and a refund takes back."""
