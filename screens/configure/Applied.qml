import screens.parts.desk

// The settings are written; what is left to do.
DeskAsk {}
