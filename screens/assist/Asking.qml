import screens.parts.desk

// Leave for one act is being asked for.
DeskAsk {}
