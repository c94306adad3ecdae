"""Training: the kiosk with simulated devices and a data folder of its own."""
