"""Effects: one performer per kind, async, answering with events."""
