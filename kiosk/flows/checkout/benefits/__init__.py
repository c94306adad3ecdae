"""What customers bring along to a checkout: coupons, and the card of a member."""
