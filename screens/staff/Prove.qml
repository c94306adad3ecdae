import screens.parts.desk

// The digits that the app shows prove that it has the secret.
DeskEntry {}
