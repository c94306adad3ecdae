"""What scanned texts mean, beside the packages most programs read them with."""
