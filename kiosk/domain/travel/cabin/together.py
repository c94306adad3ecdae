"""The best free seats for a party: side by side, else near, and each child beside an adult."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Booking, Passenger, PassengerKind
from kiosk.domain.travel.cabin.layout import Band, SeatPlace
from kiosk.domain.travel.cabin.rules import Cabin, Fitness, fitness, seats_of

Run = tuple[SeatPlace, ...]
"""Free seats side by side."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Who must sit side by side, from left to right: somebody alone, or an adult between its children."""

    passengers: tuple[str, ...]
    fitness: tuple[Fitness, ...]
    infants: int

    def fits(self, seats: Run) -> bool:
        return not any(own.reasons(seat) for own, seat in zip(self.fitness, seats, strict=True))


@dataclass(frozen=True, slots=True)
class _Try:
    """Seats found from one place on. `cost`: paid seats, rows spanned, runs used and passed, place of the first."""

    cost: tuple[int, int, int, int, int]
    wishes: tuple[SeatWish, ...]


def together(booking: Booking, party: tuple[str, ...], cabin: Cabin) -> tuple[SeatWish, ...]:
    """Choose the best free seats for a party: side by side, else near; each child beside an adult.

    `party`: passenger ids; infants on laps need no seat. The seats that the party has count as free. The same question
    has the same answer. Empty when they cannot all sit so that each child has an adult beside it.
    """
    members = [own for own in booking.passengers if own.id in party and own.kind is not PassengerKind.INFANT]
    coupons = [own for own in booking.coupons if own.segment_n == cabin.segment_n and own.passenger_id in party]
    units = _units(members, booking, cabin)
    cabins = {own.cabin for own in coupons}
    if units is None or len(cabins) != 1:
        return ()
    own = {seat for who, seat in seats_of(booking, cabin.segment_n).items() if who in party}
    runs = list(_runs(cabin, cabins.pop(), (cabin.taken - own) | cabin.blocked))
    tries = (_placed(units, runs, start, cabin) for start in range(len(runs)))
    best = min((one for one in tries if one is not None), key=lambda one: one.cost, default=None)
    return best.wishes if best is not None else ()


def _units(members: list[Passenger], booking: Booking, cabin: Cabin) -> list[_Unit] | None:
    """Give each adult at most two children; None when children are left over. The largest come first."""
    adults = [own for own in members if own.kind is PassengerKind.ADULT]
    children = [own for own in members if own.kind is PassengerKind.CHILD]
    if len(children) > 2 * len(adults):
        return None
    firsts, seconds = children[: len(adults)], children[len(adults) :]
    units = []
    for n, adult in enumerate(adults):
        row = [*seconds[n : n + 1], adult, *firsts[n : n + 1]]
        fit = tuple(fitness(own, booking, cabin) for own in row)
        units.append(_Unit(tuple(own.id for own in row), fit, len(booking.infants_of(adult.id))))
    return sorted(units, key=lambda unit: -len(unit.passengers))


def _runs(cabin: Cabin, name: str, gone: frozenset[str]) -> Iterator[Run]:
    for row in cabin.layout.rows_of(name):
        for block in row.blocks:
            run: list[SeatPlace] = []
            for seat in (*block, None):
                if seat is not None and seat.name not in gone:
                    run.append(seat)
                elif run:
                    yield tuple(run)
                    run = []


def _placed(units: list[_Unit], runs: list[Run], start: int, cabin: Cabin) -> _Try | None:
    """Put the units into the runs from `start` on, each as soon as there is room for one of those that are left."""
    left = list(units)
    wishes: list[SeatWish] = []
    used: list[int] = []
    masks = {(place.row, place.block) for own in cabin.infant_seats if (place := cabin.layout.seat(own)) is not None}
    for nth in range(start, len(runs)):
        if used and runs[nth][0].row - runs[used[0]][0].row > len(units):
            break
        before = len(left)
        left = _filled(left, runs[nth], wishes, masks, cabin.segment_n)
        used += [nth] if len(left) < before else []
        if nth == start and not used:
            return None  # the same as from the next one on
        if not left:
            rows = [runs[own][0].row for own in used]
            paid = sum(cabin.layout.seats[own.seat].band is not Band.STANDARD for own in wishes)
            return _Try((paid, rows[-1] - rows[0], len(used), used[-1] - used[0], start), tuple(wishes))
    return None


def _filled(
    left: list[_Unit], run: Run, wishes: list[SeatWish], masks: set[tuple[int, int]], segment_n: int
) -> list[_Unit]:
    """Put units into one run from its left end on, the largest that fits first; return those still left."""
    remaining, at = list(left), 0
    block = (run[0].row, run[0].block)
    while at < len(run):
        for unit in remaining:
            seats = run[at : at + len(unit.passengers)]
            has_masks = not unit.infants or (unit.infants == 1 and block not in masks)
            if len(seats) == len(unit.passengers) and has_masks and unit.fits(seats):
                wishes.extend(
                    SeatWish(who, segment_n, seat.name) for who, seat in zip(unit.passengers, seats, strict=True)
                )
                if unit.infants:
                    masks.add(block)
                remaining.remove(unit)
                at += len(seats)
                break
        else:
            at += 1
    return remaining
