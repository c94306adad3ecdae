"""A simulator as a process of its own: command line, links, control socket, event loop."""
