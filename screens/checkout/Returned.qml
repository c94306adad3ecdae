// What went back, and its receipt: on paper, and as a code. It stands as the receipt of what was paid.
Receipt {}
