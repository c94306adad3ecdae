import screens.parts.desk

// The baskets that wait behind the glass.
DeskList {}
