import "../checkin"

// The one thing that a new member gives is typed, as every fact is.
Typing { art: "" }
