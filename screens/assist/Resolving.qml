import screens.parts.desk

// How a blocker is resolved.
DeskAsk {}
