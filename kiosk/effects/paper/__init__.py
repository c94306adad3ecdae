"""What papers need besides their sales, asked for while the customer shops."""
