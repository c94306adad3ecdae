import screens.parts.desk

// A price, a quantity or a discount is typed.
DeskEntry {}
