"""What stands around the kiosk: its terminal, its other devices and its customers; none of it goes with the power."""
