"""Finds codes in pictures: of a file with all the time it needs, of a camera within a time-box."""
