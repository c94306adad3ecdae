"""The call board's window."""
