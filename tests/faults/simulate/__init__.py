"""Whole days of a kiosk from one seed: the product's own runtime, flows, effects and journal on a virtual clock."""
