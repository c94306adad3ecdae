"""What the screens beside the straight way show, in unfinished words."""
