import screens.parts.dashboard

// What a technician of an airport sees first, with a fault: an example for the gallery.
DeviceBoard {}
