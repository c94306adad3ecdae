import screens.parts.desk

// Why somebody is ended or taken back, or a badge is revoked.
DeskList {}
