"""Who hears alone weighs fruit, and waits for staff who look at an age."""
