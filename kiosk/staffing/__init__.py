"""People of the site: their settings, calls at the kiosk's end and at the call board's."""
