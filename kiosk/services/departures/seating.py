"""The seats a flight has, from the layout of its cabin."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.travel.cabin.layout import Band, Kept, Layout
from kiosk.services.departures.ledger import Seating


def seating_of(layout: Layout, blocked: Iterable[str] = (), given: Iterable[str] = ()) -> Seating:
    """Return a flight's seats from front to back.

    Kept back are exit rows, seats kept for infants or assistance, seats that cost to choose, and other cabins than
    economy: who sits there chose it, or staff did.
    """
    places = [layout.seats[seat.name] for row in layout.rows for seat in row.seats]
    kept_back = frozenset(
        own.name
        for own in places
        if own.is_exit or own.kept is not Kept.NOBODY or own.band is not Band.STANDARD or own.cabin != "Y"
    )
    names = tuple(own.name for own in places)
    return Seating(layout.name, 1, names, frozenset(blocked), kept_back, frozenset(given))
