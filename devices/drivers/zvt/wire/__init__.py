"""Bytes into units, bitmaps and tags, and card data out of them. Pure."""
