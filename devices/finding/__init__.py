"""Finds where devices hang, and what may take the place of one that is gone."""
