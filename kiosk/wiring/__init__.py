"""Parts of the core that `kiosk.engine` puts together."""
