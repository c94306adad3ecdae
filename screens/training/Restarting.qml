import screens.parts.desk

// The kiosk starts again, into training or out of it.
DeskAsk {}
