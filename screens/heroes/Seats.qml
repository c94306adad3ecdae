import "../checkin" as CheckIn

// The seat map, as a yardstick.
CheckIn.Seats {}
