"""Whether two ways of writing a name can be of one person: on a pass, in a passport and in a booking.

Source: ICAO Doc 9303-3, section 6 (`plain_letters`); IATA Resolution 792 cuts a name after 20 characters.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from kiosk.domain.travel.letters import plain_letters

_WITHOUT_STROKE: Final = str.maketrans("Øø", "Oo")
CUT_FROM: Final = 16  # letters: the 20 characters of a pass hold surname, `/`, given name and title


def written(name: str) -> frozenset[str]:
    """Return the ways a name is written in A-Z without blanks: as ICAO recommends (`MUELLER`) and plain (`MULLER`).

    Apostrophes, hyphens and blanks are left out: one kind of document keeps them, the next does not. Empty for a name
    without a Latin letter.
    """
    bare = "".join(own for own in unicodedata.normalize("NFD", name) if not unicodedata.combining(own))
    ways = (name, bare.translate(_WITHOUT_STROKE))
    return frozenset(filter(None, (plain_letters(way).replace(" ", "") for way in ways)))


def same_surname(asked: str, kept: str) -> bool:
    """Whether two surnames are one; of a long one, the beginning is enough, because passes and zones cut it."""
    return any(_same_or_cut(one, other) for one, other in _ways(asked, kept))


def same_given(asked: str, kept: str) -> bool:
    """Whether given names can be of one person: the first names are the same, or one is the other's beginning.

    A booking often has the first name alone; a pass glues a title behind it (`JOHNMR`) or cuts it.
    """
    if not asked.strip() or not kept.strip():
        return True
    firsts = _ways(asked.split()[0], kept.split()[0])
    if any(one == other for one, other in firsts):
        return True
    parts = (*firsts, *_ways(asked, kept))
    return any(min(len(one), len(other)) > 1 and _begins(one, other) for one, other in parts)


def _ways(asked: str, kept: str) -> list[tuple[str, str]]:
    return [(one, other) for one in written(asked) for other in written(kept)]


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _same_or_cut(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= CUT_FROM and _begins(one, other)
