import screens.parts.desk

// Why: one of a closed list.
DeskAsk {}
