import screens.parts.desk

// The signed files that were found.
DeskList {}
