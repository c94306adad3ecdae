import screens.parts.desk

// The recordings of one device; each plays when it is touched.
DeskList {}
