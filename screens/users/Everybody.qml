import screens.parts.desk

// Everybody who may sign in.
DeskList {}
