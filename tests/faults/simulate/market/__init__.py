"""Days of a shop with a scale, coupons and members."""
