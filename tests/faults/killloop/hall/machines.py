"""What stands beside the kiosk where travellers check in: a tag printer on its wire, a scale, a document reader.

Each tells how far it has come, and so does the departures system: a kill may fall between any two of these words.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any, Final

from devices.api import DocumentLines, PageRequest, PrintOutcome, Reading, ScaleCapabilities, Settling
from kiosk.domain.travel.asking import Answer, Facts, Order, Outcome
from kiosk.services.departures.limited import LimitedDepartures

WEIGHTS_G: Final = (14_000, 18_200, 25_000)
Tell = Callable[..., None]


class Tags:
    """The product's driver of the tag printer."""

    def __init__(self, device: Any, tell: Tell) -> None:
        self._device = device
        self._tell = tell

    def __getattr__(self, name: str) -> Any:
        return getattr(self._device, name)

    async def print(self, request: PageRequest) -> PrintOutcome:
        """Print."""
        self._tell(at="tag", job=request.job)
        outcome: PrintOutcome = await self._device.print(request)
        self._tell(at="out", job=request.job, verdict=outcome.verdict.value)
        return outcome


class Scale:
    """A scale on which the bag of whoever is asked for stands still at once."""

    capabilities = ScaleCapabilities(100, 60_000, 400, can_tare=False, can_zero=False)

    def __init__(self, there: Any, rng: Random, tell: Tell) -> None:
        self._there = there
        self._rng = rng
        self._tell = tell
        self._count = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._there, name)

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Nobody puts anything on it unasked."""

    async def weigh(self) -> Reading:
        """Give a weight."""
        await asyncio.sleep(0.5)
        self._count += 1
        self._tell(at="weight")
        now_s = asyncio.get_running_loop().time()
        return Reading(Settling.STABLE, self._rng.choice(WEIGHTS_G), 0, self._count, now_s)


class Reader:
    """A document reader, and a hand that lays a document on it."""

    def __init__(self, there: Any, tell: Tell) -> None:
        self._there = there
        self._tell = tell

    def __getattr__(self, name: str) -> Any:
        return getattr(self._there, name)

    def on_document(self, listener: Callable[[Any], None]) -> None:
        """Take the one listener."""
        self._listener = listener

    def lay(self, lines: tuple[str, ...], now_s: float) -> None:
        """Lay a document on it."""
        self._tell(at="document")
        self._listener(DocumentLines(lines, now_s))


class Told(LimitedDepartures):
    """The departures system, telling of each question and each answer; what was asked is not told."""

    tell: Tell

    async def find(self, facts: Facts) -> Answer:
        """Find."""
        self.tell(at="find")
        answer = await super().find(facts)
        self.tell(at="found")
        return answer

    async def prepare(self, order: Order) -> Outcome:
        """Hold."""
        self.tell(at="prepare")
        outcome = await super().prepare(order)
        self.tell(at="prepared")
        return outcome

    async def complete(self, order_id: str) -> Outcome:
        """Carry out."""
        self.tell(at="complete")
        outcome = await super().complete(order_id)
        self.tell(at="completed")
        return outcome

    async def release(self, order_id: str) -> Outcome:
        """Give back."""
        self.tell(at="release")
        outcome = await super().release(order_id)
        self.tell(at="released")
        return outcome

    async def tag_printed(self, plate: str) -> bool:
        """Make a tag active."""
        self.tell(at="tag printed")
        is_active = await super().tag_printed(plate)
        self.tell(at="tag active")
        return is_active

    async def tag_failed(self, plate: str) -> str:
        """Give another number."""
        self.tell(at="tag failed")
        instead = await super().tag_failed(plate)
        self.tell(at="tag renewed")
        return instead

    async def pass_printed(self, ref: str, passenger_id: str, segment_n: int) -> bool:
        """Count a pass."""
        self.tell(at="pass printed")
        is_counted = await super().pass_printed(ref, passenger_id, segment_n)
        self.tell(at="pass counted")
        return is_counted
