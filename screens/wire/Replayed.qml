import screens.parts.desk

// How far a recording came when it was played to its driver.
DeskAsk {}
