"""Changed bytes of devices, from a seed."""
