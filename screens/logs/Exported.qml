import screens.parts.desk

// The file that was made: its name, what it holds, and whether it plays to the same.
DeskAsk {}
