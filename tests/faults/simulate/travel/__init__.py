"""What a simulated day has where travellers check in: an airport, machines of its own, travellers, and their rules."""
