"""Tags and passes as pages of stock, in millimetres."""
