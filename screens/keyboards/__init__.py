"""The keyboard on the glass: its layouts, its state, and the text being typed."""
