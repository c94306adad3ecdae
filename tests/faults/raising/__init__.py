"""Every row of reliability.md 2.1 raising in every screen (T10)."""
