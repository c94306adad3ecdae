import screens.parts.desk

// A file is being made of what happened.
DeskAsk {}
