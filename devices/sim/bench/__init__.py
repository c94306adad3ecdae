"""The bench window: a technician's view of the simulated devices, in a process of its own."""
