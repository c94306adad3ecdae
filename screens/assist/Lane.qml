import screens.parts.desk

// What the customer has, or the last sale, in the hands of staff.
DeskList {}
