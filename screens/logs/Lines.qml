import screens.parts.desk

// The log, the newest line first, with what is shown of it to choose.
DeskLines {}
