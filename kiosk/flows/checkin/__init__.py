"""Airport check-in: any document in, boarding pass and bag tag out. Being built: it has no entry of its own yet."""
