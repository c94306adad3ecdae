import screens.parts.dashboard

// What a technician sees first: the fault, or that all is well, and every device.
DeviceBoard {}
