"""Gift cards at a checkout: their host, spoken to by the rules of a payment terminal."""
