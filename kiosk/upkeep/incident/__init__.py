"""What happened at a kiosk, as a file that can be played again."""
