import screens.parts.desk

// The pages of a day.
DeskList {}
