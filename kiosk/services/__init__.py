"""Services: ports to the world behind the kiosk."""
