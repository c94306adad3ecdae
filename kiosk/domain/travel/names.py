"""Names as a machine-readable zone, a pass and a booking write them, laid side by side.

Source: ICAO Doc 9303, part 3, section 6 (transliteration), section 4.2.3 (names that do not fit are cut).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from kiosk.domain.travel.letters import plain_letters

TITLES: Final = frozenset({"MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF", "SR", "SRA", "CHD", "INF"})
"""What bookings write behind a name, and no document has."""

CUT_FROM: Final = 16
"""From so many letters the beginning of a name is enough: a pass has 20 characters for all names, a card 30."""


@lru_cache(maxsize=1024)  # the same few names are compared for every reading of a document
def spellings(name: str) -> frozenset[str]:
    """Return the ways a name is written in A-Z without blanks: plain (`MULLER`) and as ICAO has it (`MUELLER`).

    Apostrophes, hyphens and blanks are left out: one document keeps them, the next does not. Empty for a name without
    a Latin letter.
    """
    upper = unicodedata.normalize("NFC", name).upper()
    bare = "".join(own for own in unicodedata.normalize("NFKD", upper) if not unicodedata.combining(own))
    ways = (upper, bare.replace("Ø", "O"), upper.replace("Ñ", "NXX"))
    return frozenset(filter(None, (plain_letters(way).replace(" ", "") for way in ways)))


def is_same_surname(one: str, other: str) -> bool:
    """True when two surnames are one; of a long one its beginning is enough, because passes and zones cut it."""
    return any(_is_same_or_cut(a, b) for a in spellings(one) for b in spellings(other))


def is_same_given(one: str, other: str, *, is_cut: bool = False) -> bool:
    """True when given names can be of one person: the first are the same, or one text goes on where the other ends.

    A booking often has the first name alone, glued to the second (`ANNAMARIA`), or with a title (`JOHNMR`). JAN is not
    JANA, unless a name may be cut (`is_cut`). A name that is not known (empty) is not another one.
    """
    if not spellings(one) or not spellings(other):
        return True
    if _first(one) & _first(other):
        return True
    if is_cut:
        return any(a.startswith(b) or b.startswith(a) for a in _whole(one) for b in _whole(other))
    return _goes_on(one, other) or _goes_on(other, one)


def is_same_name(surname: str, given: str, other_surname: str, other_given: str, *, is_cut: bool = False) -> bool:
    """True when both can be the name of one person: also with surname and given names in the other order.

    Who has one name only has it as surname, and the booking often once more as given name.
    """
    if is_same_surname(surname, other_surname) and is_same_given(given, other_given, is_cut=is_cut):
        return True
    if given and other_given and is_same_surname(surname, other_given) and is_same_given(given, other_surname):
        return True
    return is_equal_name(surname, given, other_surname, other_given)


def is_equal_name(surname: str, given: str, other_surname: str, other_given: str) -> bool:
    """True when both have the same letters from the first to the last: of two who fit, it is this one."""
    return bool(_whole(f"{surname} {given}") & _whole(f"{other_surname} {other_given}"))


def _words(name: str) -> list[str]:
    words = name.replace("-", " ").split()
    kept = [word for word in words if word.strip(".").upper() not in TITLES]
    return kept or words


def _first(name: str) -> frozenset[str]:
    return spellings(_words(name)[0])


def _whole(name: str) -> frozenset[str]:
    return spellings(" ".join(_words(name)))


def _goes_on(short: str, long: str) -> bool:
    """Whether `long` begins with all of `short`, and that ends behind its first name, or only a title follows."""
    least = min(map(len, _first(long)), default=0)
    return any(
        b.startswith(a) and (len(a) > least or b.removeprefix(a) in TITLES) for a in _whole(short) for b in _whole(long)
    )


def _is_same_or_cut(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= CUT_FROM and (one.startswith(other) or other.startswith(one)))
