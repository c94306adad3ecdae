"""One kiosk of a race for the last seats, as a process of its own: what it was told goes out as JSON lines.

python -m tests.unit.services.departures.racing.racer PLACE NAME SEED
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

from kiosk.domain.travel.asking import BagWish, Done, Order, Outcome, Refused, SeatWish
from kiosk.domain.travel.booking import Booking
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from tests.unit.services.departures.racing.flight import BOOKINGS, CABIN, NOW

ORDERS = 150


async def race(system: EmbeddedDepartures, name: str, seed: int) -> None:
    """Order seats and bags for whoever is left, until `ORDERS` are made or nobody is left."""
    drawn = Random(seed)  # noqa: S311 - a race that can be run again
    people = drawn.sample(BOOKINGS, len(BOOKINGS))
    print("ready", flush=True)
    sys.stdin.readline()
    for n, booking in enumerate(people[:ORDERS]):
        order = _order(f"{name}-{n}", booking, drawn)
        outcome = await system.prepare(order)
        if isinstance(outcome, Done):
            outcome = await (system.release if drawn.random() < 0.2 else system.complete)(order.id)
        _tell(order, outcome)


def _order(order_id: str, booking: Booking, drawn: Random) -> Order:
    seats = (SeatWish("p1", 1, drawn.choice(CABIN.seats)),) if drawn.random() < 0.7 else ()
    bags = (BagWish("p1", 20_000),) * drawn.randint(0, 2)
    return Order(order_id, booking.ref, 1, (("p1", 1),), seats, bags)


def _tell(order: Order, outcome: Outcome) -> None:
    said: dict[str, Any] = {"order": order.id, "ref": order.ref}
    if isinstance(outcome, Refused):
        said["why"] = outcome.why.value
    else:
        coupon = outcome.booking.coupons[0]
        said |= {"seat": coupon.seat, "sequence": coupon.sequence, "bags": [own.plate for own in outcome.booking.bags]}
    print(json.dumps(said), flush=True)


def main() -> None:
    """Race as the command line says."""
    place, name, seed = sys.argv[1:]
    system = EmbeddedDepartures(place if place.startswith("postgresql") else Path(place), lambda: NOW)
    asyncio.run(race(system, name, int(seed)))
    system.close()


if __name__ == "__main__":
    main()
