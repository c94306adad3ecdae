"""The shop's coupons and members."""
