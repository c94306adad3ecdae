"""The host's side of each device protocol, one module or package per protocol."""
