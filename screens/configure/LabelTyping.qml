import screens.parts.desk

// The number of a label is typed.
DeskEntry {}
