import screens.parts.desk

// One device: why, what to do about it, what it did, and its last lines of the log.
DeskList {}
