import screens.parts.desk

// A Z: what the kiosk holds against what the terminal says, then the closed day.
DeskAsk {}
