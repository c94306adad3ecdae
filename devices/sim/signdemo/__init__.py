"""A simulated device that signs receipts."""
