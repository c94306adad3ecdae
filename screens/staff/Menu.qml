import screens.parts.desk

// What this person may do here, one button each.
DeskList {}
