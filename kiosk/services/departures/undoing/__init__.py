"""What a departures system undoes after it was done and paid."""
