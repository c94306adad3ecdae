"""What performs the effects of the staff's pages."""
