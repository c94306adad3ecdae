import screens.parts.desk

// Why a customer under way is not waited for.
DeskAsk {}
