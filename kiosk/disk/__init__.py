"""Files on the kiosk's disk."""
