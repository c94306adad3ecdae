"""Money that goes back, and the end of a day."""
