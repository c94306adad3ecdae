import screens.parts.desk

// What each country makes of an in-store label.
DeskList {}
