"""What hands do to the glass: touches that are signs of life, keys in reading order, and the way out kept shut."""
