"""Gift cards at a basket: taken in hand at any time, asked about beside it, and used when it is paid."""
