"""Staff at the hardware: what passes on lines, devices that are replaced, and simulated ones in training."""
