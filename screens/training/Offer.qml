import screens.parts.desk

// What training is, before it begins.
DeskAsk {}
