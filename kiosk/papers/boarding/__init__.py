"""The boarding pass: what stands on it, and the message of its barcode."""
