import screens.parts.desk

// What the lane shall become, and until when.
DeskAsk {}
