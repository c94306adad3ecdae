import "../checkin"

// The name of goods is typed, as every fact is.
Typing { art: "" }
