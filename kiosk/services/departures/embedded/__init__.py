"""The embedded departures system, on SQLite or PostgreSQL."""
