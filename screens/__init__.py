"""Everything a person sees: the QML screens and the bridge that feeds them."""
