"""Dots on paper: barcodes, pictures and text as one-bit images."""
