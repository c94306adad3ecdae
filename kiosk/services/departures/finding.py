"""Which one booking the facts fit. Nothing else of what is kept ever leaves: no lists, no near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from typing import Final

from kiosk.domain.travel.asking import Answer, Fact, Facts, Found, Miss, Missed, Unsure
from kiosk.domain.travel.booking import Booking, Passenger
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.names import CUT_FROM, TITLES, is_same_given, is_same_surname, spellings

Key = tuple[str, str]

HOUR_MS: Final = 3_600_000
SOON_FROM_MS: Final = -3 * HOUR_MS
SOON_UNTIL_MS: Final = 48 * HOUR_MS
_SHAPES: Final = {
    "ref": re.compile(r"[A-Z0-9]{6}"),
    "surname": re.compile(r"[A-Z ]{1,64}"),
    "given_names": re.compile(r"[A-Z ]{1,64}"),
    "ticket": re.compile(r"[0-9]{13}"),
    "card": re.compile(r"[A-Z0-9]{2}[A-Z0-9]{4,16}"),
    "flight": re.compile(r"[A-Z0-9]{2}[A-Z]?[0-9]{1,4}[A-Z]?"),
    "origin": re.compile(r"[A-Z]{3}"),
    "destination": re.compile(r"[A-Z]{3}"),
}


def has_shape(facts: Facts) -> bool:
    """Whether every fact looks as such a fact does, and they are enough to ask with. Nothing is looked up."""
    for name, pattern in _SHAPES.items():
        value = getattr(facts, name)
        if value and not pattern.fullmatch(value):
            return False
    if not (_is_day(facts.birth_date) and _is_day(facts.date)):
        return False
    return bool(facts.ref or facts.ticket or facts.card or asked_keys(facts))


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def lacks(facts: Facts) -> Unsure | None:
    """Return the fact that is missing before anything may be looked up, whoever is kept or not.

    What is printed on one paper names a booking only together with a name; a pass that was cut short needs one fact
    more than it holds.
    """
    if not facts.surname:
        return Unsure(Fact.SURNAME)
    if facts.is_truncated and not (facts.birth_date or facts.ticket or facts.card):
        return Unsure(Fact.SURNAME)
    return None


def asked_keys(facts: Facts) -> tuple[Key, ...]:
    """Return where to look: each key is exact, and any booking that fits stands below one of them."""
    if facts.ref:
        return tuple(("ref", own) for own in _readings(facts.ref))
    if facts.ticket:
        return (("ticket", facts.ticket),)
    if facts.card:
        return (("card", facts.card),)
    starts = _starts(facts.surname)
    if facts.birth_date:
        given = _first(facts.given_names)
        born = [("born", f"{facts.birth_date}|{own}") for own in starts]
        return tuple(born + [("person", f"{own}|{first}") for own in starts for first in given])
    if facts.flight and facts.date and (facts.given_names or facts.sequence):
        return tuple(("leg", f"{_flight(facts.flight)}|{facts.date}|{own}") for own in starts)
    return ()


def kept_keys(booking: Booking) -> frozenset[Key]:
    """Return what a booking is found by, beside its reference."""
    found: set[Key] = {("ticket", own.ticket) for own in booking.coupons if own.ticket}
    for passenger in booking.passengers:
        starts = _starts(passenger.surname)
        if passenger.frequent_flyer:
            found.add(("card", passenger.frequent_flyer))
        if passenger.birth_date:
            found |= {("born", f"{passenger.birth_date}|{own}") for own in starts}
        else:
            first = _first(passenger.given_names)
            found |= {("person", f"{own}|{name}") for own in starts for name in first}
        for segment in booking.segments:
            if booking.coupon(passenger.id, segment.n) is not None:
                found |= {("leg", f"{_number(segment.flight)}|{segment.flight.date}|{own}") for own in starts}
    return frozenset(found)


def chosen(facts: Facts, bookings: Iterable[Booking], now_utc_ms: int) -> Answer:
    """Tell one booking from all that were found by `asked_keys`."""
    fitting = [own for own in bookings if _fits(facts, own)]
    fitting = [own for own in fitting if own.ref == facts.ref] or fitting
    if len(fitting) > 1:  # references that look alike: a day or a place that was asked for tells them apart
        fitting = [own for own in fitting if _on_way(facts, own)] or fitting
    if len(fitting) > 1:
        soon = [own for own in fitting if _is_soon(own, now_utc_ms)]
        fitting = soon or fitting
    if not fitting:
        return Missed(Miss.NOT_FOUND)
    if len(fitting) > 1:
        return Unsure(_telling(facts, fitting))
    booking = fitting[0]
    travellers = [own for own in booking.passengers if _is_meant(facts, booking, own)]
    if not facts.ref and facts.birth_date and all(not own.birth_date for own in travellers):
        return Unsure(Fact.REFERENCE)  # a name alone opens nobody's booking
    return Found(booking, travellers[0].id if len(travellers) == 1 else "")


def _readings(ref: str) -> list[str]:
    """Return every reference that looks as this one: most airlines give no zero and no one, and some do."""
    ways = ("O0" if sign in "O0" else "I1" if sign in "I1" else sign for sign in ref)
    return ["".join(own) for own in product(*ways)]


def _starts(name: str) -> list[str]:
    return sorted({own[:CUT_FROM] for own in spellings(name)})


def _first(given_names: str) -> list[str]:
    return _starts(given_names.replace("-", " ").partition(" ")[0])


def _flight(text: str) -> str:
    match = re.fullmatch(r"([A-Z0-9]{2}[A-Z]?)([0-9]{1,4})([A-Z]?)", text)
    return f"{match[1]}{int(match[2])}{match[3]}" if match is not None else text


def _number(flight: Flight) -> str:
    return _flight(flight.carrier + flight.number)


def _fits(facts: Facts, booking: Booking) -> bool:
    is_named_by_paper = bool(facts.ref or facts.ticket)  # who was rebooked still holds the old pass
    if not is_named_by_paper and not _on_way(facts, booking):
        return False
    return any(_is_meant(facts, booking, own) for own in booking.passengers)


def _on_way(facts: Facts, booking: Booking) -> list[Flight]:
    """Return the flights of a booking that the facts about a flight fit."""
    to = {own.flight.destination.code for own in booking.segments}  # whoever changes planes names the end of the way
    return [
        own.flight
        for own in booking.segments
        if (not facts.origin or own.flight.origin.code == facts.origin)
        and (not facts.destination or facts.destination in to)
        and (not facts.date or own.flight.date == facts.date)
        and (not facts.flight or _number(own.flight) == _flight(facts.flight))
    ]


def _is_meant(facts: Facts, booking: Booking, passenger: Passenger) -> bool:
    if not is_same_surname(facts.surname, passenger.surname):
        return False
    if not any(is_same_given(own, passenger.given_names, is_cut=bool(facts.flight)) for own in _given_ways(facts)):
        return False
    if facts.birth_date and passenger.birth_date and facts.birth_date != passenger.birth_date:
        return False
    if facts.card and facts.card != passenger.frequent_flyer and not facts.ref:
        return False
    coupons = booking.coupons_of(passenger.id)
    if facts.ticket and all(own.ticket != facts.ticket for own in coupons) and not facts.ref:
        return False
    return not (facts.sequence and not facts.ref) or any(own.sequence == facts.sequence for own in coupons)


def _given_ways(facts: Facts) -> tuple[str, ...]:
    """Return given names as they stand, and without the title that a pass glues to the first (`ANAMRS`)."""
    given = facts.given_names
    if not facts.flight:
        return (given,)
    glued = (given.removesuffix(title) for title in sorted(TITLES) if given.endswith(title))
    return (given, *filter(None, glued))


def _is_soon(booking: Booking, now_utc_ms: int) -> bool:
    leaves = (own.flight.leaves.utc_ms - now_utc_ms for own in booking.segments)
    return any(SOON_FROM_MS <= own <= SOON_UNTIL_MS for own in leaves)


def _telling(facts: Facts, bookings: Sequence[Booking]) -> Fact:
    firsts = [min(own.segments, key=lambda one: one.n).flight for own in bookings]
    if not facts.date and len({own.date for own in firsts}) > 1:
        return Fact.DATE
    if not facts.destination and len({own.segments[-1].flight.destination.code for own in bookings}) > 1:
        return Fact.DESTINATION
    return Fact.REFERENCE
