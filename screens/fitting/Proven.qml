import screens.parts.desk

// What the new device told, before it is used.
DeskAsk {}
