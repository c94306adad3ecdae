import screens.parts.desk

// Leave is asked for, or the device is being started anew.
DeskAsk {}
