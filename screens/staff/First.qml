import screens.parts.desk

// The first admin: the code that stands here is typed, then an id, a PIN, and the PIN again.
DeskEntry {}
