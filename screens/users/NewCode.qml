import screens.parts.desk

// What the person's app scans, shown once.
DeskSecret {}
