"""The port to a device that signs receipts, as the law of a country wants it, and a simulated one behind it."""
