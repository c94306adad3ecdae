import screens.parts.desk

// What of the last sale comes back.
DeskList {}
