import screens.parts.desk

// An X: where the day stands, and what it sold and took.
DeskList {}
