"""Flights, seats and bookings from files."""
