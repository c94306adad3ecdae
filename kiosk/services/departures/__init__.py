"""Departures: who travels on what, and what is done for them, behind one port."""
