"""Guests over the customer's screen: what they cover, and how they come and go."""
