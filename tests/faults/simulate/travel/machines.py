"""Tag printer, bag scale and document reader: what the product calls, behind its own verbs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Final

from devices.api import (
    BadDocument,
    DocumentLines,
    Health,
    HealthState,
    PageRequest,
    PrintOutcome,
    PrintProof,
    PrintVerdict,
    Reading,
    Reason,
    Refused,
    Settling,
    Symbology,
    TagPrinterCapabilities,
)
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.travel.airport import Held

WEIGHTS_G: Final = (6_400, 14_000, 18_200, 22_900, 23_000, 23_100, 27_500, 31_900, 32_100, 40_000)
STOCK: Final = TagPrinterCapabilities(8, 54.0, True, True, frozenset(Symbology), PrintProof.PROCESS_ID)


class _There:
    """A device that is there; the world tells how it is."""

    health = Health(HealthState.READY)

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """The world tells it."""

    async def run(self) -> None:
        """Nothing to serve."""

    async def reset(self) -> None:
        """Nothing to reset."""


class TagStation(_There):
    """A printer of bag tags that jams, or cannot prove what it did. `before` is told each job."""

    capabilities = STOCK

    def __init__(self, faults: Faults, before: Callable[[int], None], proven: set[int]) -> None:
        self._faults = faults
        self._before = before
        self._proven = proven

    async def print(self, request: PageRequest) -> PrintOutcome:
        """Print, or not."""
        self._before(request.job)
        if self._faults.hit("tags: fails inside"):
            raise RuntimeError("the driver has a fault")
        await asyncio.sleep(1.5)
        if self._faults.hit("tags: paper ends"):
            return PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY)
        if self._faults.hit("tags: no proof"):
            return PrintOutcome(PrintVerdict.UNKNOWN)
        self._proven.add(request.job)
        return PrintOutcome(PrintVerdict.DONE)


class BagScale(_There):
    """A scale with somebody's bag on it, most of the time."""

    def __init__(self, loop: Loop, rng: Random, faults: Faults) -> None:
        self._loop = loop
        self._rng = rng
        self._faults = faults
        self._count = 0

    async def weigh(self) -> Reading:
        """Give a weight that stands still."""
        await asyncio.sleep(0.5 + self._rng.random() * 3)
        if self._faults.hit("scale: no weight"):
            raise Refused(self._rng.choice(("NOT_SETTLED", "OVER_CAPACITY")), "told by the scale")
        self._count += 1
        return Reading(Settling.STABLE, self._rng.choice(WEIGHTS_G), 0, self._count, self._loop.time())


class PassportReader(_There):
    """A reader of documents: what is laid on it goes to the kiosk that is up."""

    def __init__(self, loop: Loop, rng: Random, faults: Faults) -> None:
        self._loop = loop
        self._rng = rng
        self._faults = faults
        self._listener: Callable[[DocumentLines | BadDocument], None] | None = None

    def on_document(self, listener: Callable[[DocumentLines | BadDocument], None]) -> None:
        """Take the one listener; a kiosk that starts takes over."""
        self._listener = listener

    def unplug(self) -> None:
        """Nobody listens until the next start."""
        self._listener = None

    def lay(self, party: Held, others: tuple[Held, ...]) -> None:
        """Lay a document of a party on it."""
        if self._listener is None:
            return
        now_s = self._loop.time()
        if self._faults.hit("documents: unreadable"):
            self._listener(BadDocument("checksum", now_s))
        elif self._faults.hit("documents: of somebody else"):
            self._listener(DocumentLines(self._rng.choice(self._rng.choice(others).documents), now_s))
        elif self._faults.hit("documents: expired"):
            self._listener(DocumentLines(party.expired, now_s))
        else:
            self._listener(DocumentLines(self._rng.choice(party.documents), now_s))
