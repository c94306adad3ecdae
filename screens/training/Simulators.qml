import screens.parts.desk

// The simulated devices of a training.
DeskList {}
