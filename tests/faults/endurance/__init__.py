"""One kiosk that serves on and on, faster than life, and what it keeps of memory, descriptors and threads (T11)."""
