"""Who keeps gift cards: an implementation with a file of its own, and a simulated far one with faults."""
