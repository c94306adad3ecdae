"""How goods may be sold: age, quantity, hours, recalls; and what the code of one piece says of it."""
