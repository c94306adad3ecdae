import screens.parts.desk

// What can be changed of one line, or of all of them.
DeskList {}
