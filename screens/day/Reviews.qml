import screens.parts.desk

// The payments of which a person must say what became of them.
DeskList {}
