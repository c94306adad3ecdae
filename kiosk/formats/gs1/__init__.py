"""GS1 application identifiers: the table, element strings, association rules and what values mean."""

from kiosk.formats.gs1.associations import Element, association_problems
from kiosk.formats.gs1.elements import GS, Reading, build, from_bracketed, parse, read, to_bracketed, value_problem
from kiosk.formats.gs1.table import IDENTIFIERS

__all__ = [
    "GS",
    "IDENTIFIERS",
    "Element",
    "Reading",
    "association_problems",
    "build",
    "from_bracketed",
    "parse",
    "read",
    "to_bracketed",
    "value_problem",
]
