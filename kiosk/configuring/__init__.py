"""Settings changed at the kiosk: an overlay over the file, checked, applied at once or not at all, and taken back."""
