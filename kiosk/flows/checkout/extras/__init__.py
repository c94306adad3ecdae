"""What a customer may add before paying: carrier bags, and the change for a good cause."""
