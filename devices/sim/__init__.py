"""The other side of the wire: simulated devices, each a pure machine behind one front end."""
