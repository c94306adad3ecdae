"""Sales of before that staff come back to: the last one, and the one of a code on a receipt."""
