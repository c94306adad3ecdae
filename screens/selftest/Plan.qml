import screens.parts.desk

// The tests of this kiosk, a row each, with what came of it last.
DeskList {}
