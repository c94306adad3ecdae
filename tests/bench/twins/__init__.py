"""The plain way to do what the product does, done well."""
