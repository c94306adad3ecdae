"""Who keeps gift cards: a port, an implementation with a file of its own, and a simulated far one with faults."""
