"""Guidance by voice: what the glass says of itself to who cannot see it."""
