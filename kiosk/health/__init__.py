"""Health: what works, said plainly at start, in the log and to staff."""
