"""Cabins: which seats there are, who may sit where, and which go together."""
