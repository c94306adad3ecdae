"""Goods found by letters, by category and by what sells now."""

from kiosk.services.catalogue.finding.asked import LEAST_LETTERS, MOST_FOUND, Group, groups, search
from kiosk.services.catalogue.finding.written import write_words

__all__ = ["LEAST_LETTERS", "MOST_FOUND", "Group", "groups", "search", "write_words"]
