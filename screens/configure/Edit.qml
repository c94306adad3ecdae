import screens.parts.desk

// One value is typed.
DeskEntry {}
