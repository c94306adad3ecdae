import screens.parts.desk

// The roles of one person, each given or taken by a press.
DeskList {}
