"""Performs who comes in, what they are given leave for, and who may come in from now on."""
