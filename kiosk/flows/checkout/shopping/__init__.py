"""The basket in hand: goods come in, are counted, taken out again and typed by number."""
