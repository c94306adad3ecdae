"""Marked personal values go through a whole kiosk; afterwards every file it wrote is searched for them (T17)."""
