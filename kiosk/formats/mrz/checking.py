"""Which check digit stands over which places of a zone, and whether it holds."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from kiosk.formats.mrz.digits import check_digit, values_of, weighed
from kiosk.formats.mrz.layouts import Bad, Field, Layout
from kiosk.formats.mrz.zone import GOVERNED_FIELDS, Checks

_DIGITS: Final = {str(digit): digit for digit in range(10)}


class Governed(NamedTuple):
    """The places a check digit is calculated over, and its own.

    `filler_at`: the filler that stands in a long number where a short one has its check digit, else -1. Issuers do not
    agree whether it counts as a character, so that either digit is right (Belgium: both, on cards of two series).
    """

    field: Field
    content: tuple[int, ...]
    at: int
    filler_at: int = -1

    def expected(self, text: str) -> tuple[str, ...]:
        """Return the check digits that are right."""
        found = (check_digit("".join(map(text.__getitem__, self.content))),)
        if self.filler_at < 0:
            return found
        return (*found, check_digit("".join([text[place] for place in self.content if place != self.filler_at])))


def governed(text: str, layout: Layout) -> tuple[Governed, ...]:
    """Return the check digits of a zone, in the order of `Checks`."""
    rest = _long_rest(text, layout)
    usual = _with_short_number(layout)
    return (_long_number(layout, rest), *usual[1:]) if rest else usual


@cache
def _with_short_number(layout: Layout) -> tuple[Governed, ...]:
    found = [_own(Field.NUMBER, layout.number), _own(Field.BIRTH, layout.birth)]
    if layout.expiry is not None:
        found.append(_own(Field.EXPIRY, layout.expiry))
    if layout.optional_at >= 0:
        found.append(_own(Field.OPTIONAL, layout.optional[0]))
    if layout.composite_at >= 0:
        covered = tuple(at for part in layout.covered for at in range(part.start or 0, part.stop))
        found.append(Governed(Field.COMPOSITE, covered, layout.composite_at))
    return tuple(found)


def _own(field: Field, place: slice) -> Governed:
    return Governed(field, tuple(range(place.start, place.stop)), place.stop)


def _long_number(layout: Layout, rest: str) -> Governed:
    own = layout.number
    begin = layout.optional[0].start
    last = begin + len(rest) - 1
    return Governed(Field.NUMBER, (*range(own.start, own.stop + 1), *range(begin, last)), last, own.stop)


def _long_rest(text: str, layout: Layout) -> str:
    """Return what a number of more than nine characters goes on with, its check digit last; mostly empty.

    Source: ICAO Doc 9303 part 5, 4.2.2.1 note j; part 6, 4.2.2.2 note j: a filler in place of the check digit.
    """
    if not layout.has_long_number or text[layout.number.stop] != "<":
        return ""
    rest = text[layout.optional[0]].partition("<")[0]
    return rest if len(rest) > 1 else ""


def checks_of(text: str, layout: Layout, bad: Bad) -> tuple[str, Checks]:
    """Return the document number and which check digits hold; none is believed over a bad place."""
    number, rest, values = text[layout.number], _long_rest(text, layout), values_of(text)
    if rest:
        number_ok = rest[-1] in _long_number(layout, rest).expected(text)
        number += rest[:-1]
    else:
        number_ok = weighed(values[layout.number]) == _DIGITS.get(text[layout.number.stop])
    checks = Checks(
        number_ok,
        _field_ok(text, values, layout.birth),
        None if layout.expiry is None else _field_ok(text, values, layout.expiry),
        None if layout.optional_at < 0 else _field_ok(text, values, layout.optional[0]),
        None if layout.composite_at < 0 else _composite_ok(text, values, layout),
    )
    return number.rstrip("<"), checks if not bad else _believed(checks, text, layout, bad)


def _field_ok(text: str, values: bytes, place: slice) -> bool:
    """Compare a field with its check digit; a field without content may have a filler for it."""
    digit = text[place.stop]
    return weighed(values[place]) == _DIGITS.get(digit) or (digit == "<" and not text[place].strip("<"))


def _composite_ok(text: str, values: bytes, layout: Layout) -> bool:
    return weighed(b"".join([values[part] for part in layout.covered])) == _DIGITS.get(text[layout.composite_at])


def _believed(checks: Checks, text: str, layout: Layout, bad: Bad) -> Checks:
    spoiled = {field for field, content, at, _ in governed(text, layout) if not bad.keys().isdisjoint((*content, at))}
    return Checks._make(False if field in spoiled else ok for field, ok in zip(GOVERNED_FIELDS, checks, strict=True))
