import screens.parts.desk

// The sections of the settings, with what was typed in them.
DeskList {}
