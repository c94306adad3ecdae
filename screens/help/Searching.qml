import "../checkin"

// A question is typed, as every fact is.
Typing { art: "" }
