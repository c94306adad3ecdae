"""Check-in at the airport: from the document to the screen, finding a booking, and how many travel in an hour."""
