"""What lies beside the straight way of a check-in: documents, seats, luggage, dangerous goods, and what comes after."""
