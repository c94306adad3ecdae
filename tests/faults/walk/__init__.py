"""A customer without aim on the product's own glass, with devices that fail as they like (T9)."""
