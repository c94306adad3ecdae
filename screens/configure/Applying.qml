import screens.parts.desk

// Leave is asked for, then the settings are written.
DeskAsk {}
