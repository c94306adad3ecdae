"""Days with staff: who works there, what the back room answers them, help that is read, and what must hold of it."""
