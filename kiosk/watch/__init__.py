"""What keeps a kiosk alive by itself."""

from kiosk.watch.guard import Guard

__all__ = ["Guard"]
