import screens.parts.desk

// The sales last carried out, whose receipts can be printed again.
DeskList {}
