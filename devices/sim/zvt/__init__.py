"""A simulated ZVT payment terminal (PT side of PA00P015 rev. 13.08, over TCP or serial)."""
