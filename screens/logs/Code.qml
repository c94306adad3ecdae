import screens.parts.desk

// The newest lines as a code for a phone.
DeskSecret {}
