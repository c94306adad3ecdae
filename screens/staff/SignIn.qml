import screens.parts.desk

// Who it is, by an id or a badge; then the PIN.
DeskEntry {}
