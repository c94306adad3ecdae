import screens.parts.desk

// An id, a PIN or a number is typed.
DeskEntry {}
