import screens.parts.desk

// One person, and what can be changed of them.
DeskList {}
