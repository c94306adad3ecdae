"""Giving money back, on the glass and behind it."""
