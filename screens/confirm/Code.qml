import screens.parts.desk

// The digits of an authenticator app, for one act.
DeskEntry {}
