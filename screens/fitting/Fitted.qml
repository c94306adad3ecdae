import screens.parts.desk

// The new device stands in the settings.
DeskAsk {}
