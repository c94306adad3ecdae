import screens.parts.desk

// One value is chosen of a few.
DeskAsk {}
