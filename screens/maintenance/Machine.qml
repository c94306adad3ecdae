import screens.parts.desk

// The machine itself: disk, clock, records, versions and licences.
DeskList {}
