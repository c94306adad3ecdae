"""The tax that a sale contains: its classes, and how it is rounded."""
