"""A basket set aside for its customer."""
