import screens.parts.desk

// What may be the device of a part, the same model first.
DeskList {}
