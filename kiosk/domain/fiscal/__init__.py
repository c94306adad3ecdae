"""What a signing device is asked and says, and what a country wants of it."""
