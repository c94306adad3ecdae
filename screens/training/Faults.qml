import screens.parts.desk

// What can be done to one simulated device.
DeskList {}
