"""Every example of every flow as a picture, and what does not fit on it."""
