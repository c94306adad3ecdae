// The receipt of a finished sale once more. It stands as the receipt of what was paid.
Receipt {}
