"""Check-in as values and rules."""
