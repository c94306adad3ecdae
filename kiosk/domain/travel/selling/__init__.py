"""What an airport sells beyond the ticket, and what of it goes back."""
