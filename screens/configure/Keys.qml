import screens.parts.desk

// The keys of one section with their values.
DeskList {}
