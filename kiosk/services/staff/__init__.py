"""Call boards: the kiosk's end (`hub`) and the board's (`lanes`)."""
