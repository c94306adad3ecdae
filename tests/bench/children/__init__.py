"""Processes that are started to be measured."""
