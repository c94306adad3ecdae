"""Devices: bytes, never business. Imports nothing of the kiosk or its screens."""
