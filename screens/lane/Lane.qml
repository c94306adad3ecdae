import screens.parts.desk

// What the lane is, and what it may become.
DeskList {}
