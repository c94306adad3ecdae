"""Simulated relay boards: lamps, a bell, and contacts."""
