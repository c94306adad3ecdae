"""How the glass calls a traveller: short, so that it fits a seat and a button."""

from __future__ import annotations

from typing import Final

from kiosk.domain.travel.booking import Passenger

LONGEST: Final = 12


def called(person: Passenger | None) -> str:
    """Return the first given name, else the surname; a long one is cut."""
    if person is None:
        return ""
    words = (person.given_names or person.surname).split()
    name = words[0] if words else ""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
