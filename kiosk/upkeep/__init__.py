"""Counters and the view of all devices, kept while the kiosk runs and shown when a technician asks."""
