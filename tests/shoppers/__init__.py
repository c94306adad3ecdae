"""Synthetic shoppers at the bagging scale, honest and not, and what two ways of judging make of them."""
