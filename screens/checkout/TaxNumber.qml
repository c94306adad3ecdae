import "../checkin"

// The customer's tax number is typed, as every fact is.
Typing { art: "" }
