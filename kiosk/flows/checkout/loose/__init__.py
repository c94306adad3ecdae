"""Goods without a barcode: chosen by picture, kind or name, then weighed."""
