"""Keys as devices send them: the kernel's events, and those that reach the kiosk's own window."""
