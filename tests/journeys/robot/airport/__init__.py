"""A traveller who gets nothing but keys and words, and checks in."""
