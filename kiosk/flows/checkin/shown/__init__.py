"""What each state of the straight way of a check-in shows, in unfinished words."""
