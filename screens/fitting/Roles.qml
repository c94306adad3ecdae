import screens.parts.desk

// The parts of this kiosk, what cannot be used first.
DeskList {}
