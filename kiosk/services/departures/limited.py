"""A kiosk's own limit of tries, around any departures system: whoever guesses is slowed down, whatever is behind."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from kiosk.domain.travel.asking import Answer, Facts, Miss, Missed, Order, Outcome, Refused
from kiosk.domain.travel.departures import Departures, SeatInventory
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.services.departures.finding import has_shape

MOST_MISSES: Final = 5
WITHIN_S: Final = 60.0


class LimitedDepartures:
    """The same system, which answers LIMIT after `MOST_MISSES` vain searches `WITHIN_S`, until the first is past.

    `mono_s` is a clock that nobody sets. Facts without the shape of one are not passed on, and count as a miss too:
    they cost as little as they tell.
    """

    def __init__(self, departures: Departures, mono_s: Callable[[], float]) -> None:
        self._departures = departures
        self._mono_s = mono_s
        self._misses: deque[float] = deque(maxlen=MOST_MISSES)

    async def find(self, facts: Facts) -> Answer:
        """Find the one booking that all facts fit."""
        now = self._mono_s()
        if len(self._misses) == MOST_MISSES and now - self._misses[0] < WITHIN_S:
            return Missed(Miss.LIMIT)
        answer = await self._departures.find(facts) if has_shape(facts) else Missed(Miss.SHAPE)
        if isinstance(answer, Missed) and answer.why in (Miss.SHAPE, Miss.NOT_FOUND):
            self._misses.append(now)
        return answer

    async def seats(self, flight_id: str) -> SeatInventory | None:
        """Return which seats of a flight are gone."""
        return await self._departures.seats(flight_id)

    async def prepare(self, order: Order) -> Outcome:
        """Hold all that an order needs, or refuse it."""
        return await self._departures.prepare(order)

    async def complete(self, order_id: str) -> Outcome:
        """Do what was prepared."""
        return await self._departures.complete(order_id)

    async def release(self, order_id: str) -> Outcome:
        """Give back what was held."""
        return await self._departures.release(order_id)

    async def take_back(self, order_id: str) -> TakenBack | Refused:
        """Take back what an order paid for."""
        return await self._departures.take_back(order_id)

    async def tag_printed(self, plate: str) -> bool:
        """Make a bag tag ACTIVE."""
        return await self._departures.tag_printed(plate)

    async def tag_failed(self, plate: str) -> str:
        """Void a number and return the bag's new one."""
        return await self._departures.tag_failed(plate)

    async def pass_printed(self, ref: str, passenger_id: str, segment_n: int) -> bool:
        """Count a boarding pass that came out."""
        return await self._departures.pass_printed(ref, passenger_id, segment_n)

    async def board(self, today: str) -> tuple[Flight, ...]:
        """Return the flights of a date by time."""
        return await self._departures.board(today)
