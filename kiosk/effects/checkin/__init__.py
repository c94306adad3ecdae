"""What a check-in asks for, done."""
