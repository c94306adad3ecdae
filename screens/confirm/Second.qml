import screens.parts.desk

// A colleague confirms one act with id and PIN.
DeskEntry {}
