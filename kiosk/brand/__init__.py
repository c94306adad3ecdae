"""What a site looks like: its colours, logo and picture, and the rules they must keep."""
