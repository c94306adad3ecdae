"""A basket tried before a customer does: scans in, what the kiosk makes of them out."""
