import screens.parts.desk

// What passes on the line of one device, the newest first.
DeskLines {}
