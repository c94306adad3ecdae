import screens.parts.desk

// What would change, before and after.
DeskList {}
