import screens.parts.desk

// What came of each test.
DeskList {}
