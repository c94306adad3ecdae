"""What is wrong with the fields of a zone, in sentences that repeat nothing of their content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kiosk.formats.errors import Problem, shown
from kiosk.formats.mrz import dates
from kiosk.formats.mrz.checking import governed
from kiosk.formats.mrz.countries import CODES
from kiosk.formats.mrz.dates import EVERY_YEAR
from kiosk.formats.mrz.layouts import Bad, Field, Kind, Layout
from kiosk.formats.mrz.names import BEHIND_THE_END, END
from kiosk.formats.mrz.zone import Checks

_NO_CODE: Final = "no code of ISO 3166 or of ICAO 9303"
_WANTED: Final = {
    Kind.LETTER: "a letter or a filler",
    Kind.NUMERAL: "a digit or a filler",
    Kind.DIGIT: "a digit",
    Kind.SEX: "F, M, X or a filler",
    Kind.ANY: "a letter, a digit or a filler",
}


def problems_of(text: str, layout: Layout, number: str, checks: Checks, bad: Bad) -> tuple[Problem, ...]:
    """Return what is wrong; a field with a bad place is not judged further."""
    if number and not bad and False not in checks and is_clean(text, layout):
        return ()
    contents = contents_of(text, layout, number, frozenset(bad.values()))
    return (*_characters(layout, bad), *contents, *_digits(text, layout, checks, bad))


def is_clean(text: str, layout: Layout) -> bool:
    """Whether nothing is to be said of the contents: the usual zone, at a glance."""
    expiry, nationality, given_names = layout.expiry, layout.nationality, layout.given_names
    return (
        text[0] in layout.code_letters
        and text[2:5] in CODES
        and (nationality is None or text[nationality] in CODES)
        and EVERY_YEAR.match(text, layout.birth.start) is not None
        and (expiry is None or EVERY_YEAR.match(text, expiry.start) is not None)
        and text[layout.surname.start] != "<"
        and END not in text[layout.surname].rstrip("<")
        and (given_names is None or END not in text[given_names].rstrip("<"))
    )


def _characters(layout: Layout, bad: Bad) -> Iterator[Problem]:
    """Name the first bad place of every field."""
    told: set[Field] = set()
    for at, field in bad.items():
        if field not in told:
            told.add(field)
            line, index = divmod(at, layout.width)
            wanted = _WANTED[layout.position(at)[1]]
            yield Problem("CHARACTER", f"{field}: character {index + 1} of line {line + 1} is not {wanted}")


def contents_of(text: str, layout: Layout, number: str, bad: frozenset[Field]) -> Iterator[Problem]:
    """Yield what is wrong with what the fields say; `bad` fields hold characters that cannot be and are not judged."""
    if text[0] not in layout.code_letters and Field.DOCUMENT_CODE not in bad:
        yield Problem("DOCUMENT_CODE", f"{layout.format}: the first letter is none of {', '.join(layout.code_letters)}")
    if text[2:5] not in CODES and Field.ISSUER not in bad:
        yield Problem("COUNTRY", f"{Field.ISSUER}: {_NO_CODE}")
    if not number and Field.NUMBER not in bad:
        yield Problem("EMPTY", f"{Field.NUMBER}: fillers only")
    place = layout.nationality
    if place is not None and text[place] not in CODES and Field.NATIONALITY not in bad:
        yield Problem("COUNTRY", f"{Field.NATIONALITY}: {_NO_CODE}")
    if Field.BIRTH not in bad and not dates.is_plausible(text[layout.birth]):
        yield Problem("DATE", f"{Field.BIRTH}: there is no such day")
    if layout.expiry is not None and Field.EXPIRY not in bad and not dates.is_plausible(text[layout.expiry]):
        yield Problem("DATE", f"{Field.EXPIRY}: there is no such day")
    for part in (layout.surname, layout.given_names):
        if part is not None and Field.NAME not in bad and BEHIND_THE_END.search(text[part]):
            yield Problem("NAME", f"{Field.NAME}: a letter behind the fillers that end it")
    if not text[layout.surname].strip("<") and not text[layout.given_names or layout.surname].strip("<"):
        yield Problem("EMPTY", f"{Field.NAME}: fillers only")


def _digits(text: str, layout: Layout, checks: Checks, bad: Bad) -> Iterator[Problem]:
    """Name the check digits that do not hold; those over a bad place cannot be judged."""
    for own in governed(text, layout):
        if checks.of(own.field) is False and (not bad or bad.keys().isdisjoint((*own.content, own.at))):
            expected = " or ".join(dict.fromkeys(own.expected(text)))
            said = f"the check digit is {shown(text[own.at])}, it must be {expected}"
            yield Problem("CHECK_DIGIT", f"{own.field}: {said}")
