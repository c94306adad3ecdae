// Nobody came in: why, and how long no try is taken.
Checking {}
