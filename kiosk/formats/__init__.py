"""What scanned and read texts mean: one standard per module, parse and build, no I/O."""
