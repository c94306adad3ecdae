"""Boarding passes of invented people, to be bent."""

from __future__ import annotations

from kiosk.formats.bcbp import Deviation, parse

PLAIN = "M1SILVA/ANA           EABC123 LISAMSTP 0664 325Y012A0001 100"
TICKET = "0471234567890 1TP TP 123456789       20KN"
"""41 characters: a repeated block without its last field, the fast track, but one."""
UNIQUE = "0WK6324BTP 0047123456001"
HEAD = PLAIN[:-2]
SECOND = "DEF456 AMSARNTP 0712 326Y003C0002 1"


def sized(text: str) -> str:
    return f"{len(text):02X}{text}"


def variable(unique: str = UNIQUE, repeated: str = "", own: str = "", version: str = "6") -> str:
    """Return a leg's variable part with its size in front, as the first leg has it."""
    return sized(f">{version}{sized(unique)}{sized(repeated)}{own}")


def deviations(text: str) -> list[Deviation]:
    return list(parse(text).deviations)
