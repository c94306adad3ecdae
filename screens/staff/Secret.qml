import screens.parts.desk

// What an authenticator app scans, shown once.
DeskSecret {}
