import screens.parts.desk

// Where on the network the new device is.
DeskEntry {}
