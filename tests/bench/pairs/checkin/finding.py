"""Finding one booking among few and among many travellers, beside an ORM session per call on the same file."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count, cycle
from string import ascii_uppercase

from kiosk.domain.travel.asking import Answer, Facts, Found
from kiosk.domain.travel.booking import Booking, CouponState, Passenger
from kiosk.domain.travel.letters import plain_letters
from kiosk.domain.values import replace
from kiosk.services.departures.demo import demo_contents
from kiosk.services.departures.embedded.filling import fill
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from kiosk.services.departures.ledger import Contents
from kiosk.services.departures.tables import travel_rules
from tests.bench.machine import version_of
from tests.bench.pair import WORK, Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.twins.orm_departures import OrmDepartures

MANY, QUICK_MANY = 100_000, 10_000
SAMPLES, CHECKED = 300, 100
MOST_FOUND = 0.9
LONGEST_NAME = 60  # with four letters behind it, as long as a name may be
UNKNOWN_BIRTH = "1990-01-01"  # who has none in the booking says their own
NOW_UTC_MS = 1_795_348_800_000  # 22 November 2026, noon in Lisbon
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TWIN = "SQLAlchemy ORM on the same file, a session per call"
NOTE = "Half by a pass, half by a passport; both in a thread, awaited, so that the caller is free meanwhile."
Find = Callable[[Facts], Awaitable[Answer]]

FEW_PAIR = Pair(
    "find_demo", "EmbeddedDepartures.find among the demo airport's travellers", "µs", "wall", TWIN, None, NOTE
)
MANY_PAIR = Pair("find_100k", f"the same among {MANY:,} travellers", "µs", "wall", TWIN, None, NOTE)


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Fill the product's own tables, then find in turns."""
    demo = demo_contents(travel_rules().layouts, NOW_UTC_MS)
    for pair in (FEW_PAIR, MANY_PAIR):
        if pair.id in wanted:
            most = QUICK_MANY if effort.is_quick else MANY
            yield _measured(pair, demo if pair is FEW_PAIR else crowded(demo, most), effort)


def crowded(demo: Contents, travellers: int) -> Contents:
    """Return the flights of the demo airport with so many travellers: its bookings again, under other names."""
    plain = [own for own in demo.bookings if all(one.state is CouponState.OPEN for one in own.coupons)]
    bookings: list[Booking] = []
    left = travellers
    for number, own in zip(count(), cycle(plain)):
        if left <= 0:
            break
        bookings.append(_other(own, number))
        left -= len(own.passengers)
    return Contents(demo.flights, tuple(bookings), demo.seatings)


def _other(booking: Booking, number: int) -> Booking:
    people = tuple(
        replace(own, surname=f"{own.surname[:LONGEST_NAME]}{_digits(number, ascii_uppercase, 4)}", frequent_flyer="")
        for own in booking.passengers
    )
    coupons = tuple(replace(own, seat="", ticket=f"{number:08}{place:05}") for place, own in enumerate(booking.coupons))
    return replace(
        booking, ref=f"Q{_digits(number, LETTERS, 5)}", passengers=people, coupons=coupons, bags=(), extras=(), owed=()
    )


def _digits(number: int, alphabet: str, width: int) -> str:
    signs = []
    for _ in range(width):
        number, rest = divmod(number, len(alphabet))
        signs.append(alphabet[rest])
    return "".join(signs)


def _measured(pair: Pair, contents: Contents, effort: Effort) -> Measured:
    folder = WORK / pair.id
    folder.mkdir()
    ours, twin = EmbeddedDepartures(folder, lambda: NOW_UTC_MS), OrmDepartures(folder)
    began = time.perf_counter()
    fill(ours.engine, contents, NOW_UTC_MS)
    took_s = time.perf_counter() - began

    async def plain(facts: Facts) -> Answer:
        return await asyncio.to_thread(twin.find, facts, NOW_UTC_MS)

    draw = random.Random(13)  # noqa: S311  # travellers, not secrets
    travellers = [(booking, person) for booking in contents.bookings for person in booking.passengers]
    _require_same(ours, twin, _drawn(draw, travellers, CHECKED))
    rounds = [_drawn(draw, travellers, effort.samples(SAMPLES)) for _ in range(effort.rounds + 1)]
    mine, others = iter(rounds), iter(rounds)
    sides = {
        "ours": lambda: asyncio.run(_found(ours.find, next(mine))),
        "twin": lambda: asyncio.run(_found(plain, next(others))),
    }
    found = take_turns(sides, effort.rounds)
    ours.close()
    twin.close()
    said = f"{len(travellers):,} travellers in {len(contents.bookings):,} bookings, written in {took_s:.1f} s."
    return Measured(pair, found["ours"], found["twin"], version_of("SQLAlchemy"), None, (said,))


def _drawn(draw: random.Random, travellers: Sequence[tuple[Booking, Passenger]], samples: int) -> Sequence[Facts]:
    own = draw.choices(travellers, k=samples)
    return [_by_pass(*one) if n % 2 else _by_passport(*one) for n, one in enumerate(own)]


def _require_same(ours: EmbeddedDepartures, twin: OrmDepartures, asked: Sequence[Facts]) -> None:
    answers = [asyncio.run(ours.find(facts)) for facts in asked]
    for facts, answer in zip(asked, answers, strict=True):
        same = answer == twin.find(facts, NOW_UTC_MS)
        require_same("the answer to a traveller's facts", same, True)
    found = sum(isinstance(own, Found) for own in answers)
    require_same("nearly everybody is found", found >= len(answers) * MOST_FOUND, True)


def _by_pass(booking: Booking, person: Passenger) -> Facts:
    flight = booking.segments[0].flight
    return Facts(
        ref=booking.ref, surname=plain_letters(person.surname), given_names=plain_letters(person.given_names),
        flight=f"{flight.carrier}{flight.number}", date=flight.date,
    )  # fmt: skip


def _by_passport(_booking: Booking, person: Passenger) -> Facts:
    surname, given_names = plain_letters(person.surname), plain_letters(person.given_names)
    return Facts(surname=surname, given_names=given_names, birth_date=person.birth_date or UNKNOWN_BIRTH)


async def _found(find: Find, asked: Sequence[Facts]) -> list[float]:
    settle()
    found = []
    for facts in asked:
        began = time.perf_counter_ns()
        await find(facts)
        found.append((time.perf_counter_ns() - began) / 1e3)
    return found


FAMILY = Family((FEW_PAIR, MANY_PAIR), measure)
