import screens.parts.desk

// The parts that have a line, and how each stands.
DeskList {}
