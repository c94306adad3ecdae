import screens.parts.desk

// What a signed file is, and what it would change.
DeskList {}
