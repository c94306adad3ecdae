"""What the kiosk keeps: sales, money and events that survive a power cut at any instruction."""
