"""A customer who gets nothing but the keys it presses and the words it hears, and shops."""
