import screens.parts.desk

// One of them: the evidence, and what may be said of it.
DeskAsk {}
