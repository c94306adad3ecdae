import screens.parts.desk

// The certificate: which kiosk, who, when, and how it went.
DeskAsk {}
