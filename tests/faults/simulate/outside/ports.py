"""Printer, scanner, catalogue, clock and words of a simulated kiosk: what the product calls, behind its own verbs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from devices.api import (
    BadScan,
    Health,
    HealthState,
    PrinterCapabilities,
    PrintOutcome,
    PrintProof,
    PrintRequest,
    PrintVerdict,
    Reason,
    Scan,
)
from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.stamp import Stamp
from kiosk.flows.checkout.examples import product
from kiosk.formats.ean import check_digit
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop

START_UTC_MS = 1_790_000_000_000
DAY_MS = 24 * 3600 * 1000
PAPERS = PrinterCapabilities(42, 576, "cp858", True, True, True, PrintProof.PROCESS_ID)

READY = Health(HealthState.READY)
AWAY = {
    "scanner": Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,)),
    "printer": Health(HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,)),
    "terminal": Health(HealthState.SILENT, (Reason.NOT_RESPONDING,)),
    "tags": Health(HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,)),
    "scale": Health(HealthState.SILENT, (Reason.NOT_RESPONDING,)),
    "documents": Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,)),
}


def _gtin(number: int) -> str:
    body = f"095200000{number:04d}"
    return f"{body}{check_digit(body)}"


def _goods() -> dict[str, Product]:
    goods = {_gtin(number): product(number) for number in range(5)}
    goods[_gtin(5)] = replace(product(5), unit=Money(0, "EUR"))  # a sample: nothing is due for it
    return goods


GOODS = _goods()
CODES = tuple(gtin[1:].encode() for gtin in GOODS)
UNKNOWN = _gtin(77)[1:].encode()
GARBAGE = (b"", b"\x1d\x1d", b"<script>", b"9520000000019", b"0" * 200, b"]C1", b"' OR 1=1", b"(01)", UNKNOWN)


@dataclass(slots=True)
class Paper:
    """What came out of the printer: the number of its job, and whether it did at all."""

    job: int
    verdict: PrintVerdict


class ReceiptPrinter:
    """A printer that runs out of paper, jams, or cannot prove what it did. `before` is told each job."""

    capabilities = PAPERS
    health = Health(HealthState.READY)

    def __init__(self, faults: Faults, before: Callable[[int], None]) -> None:
        self._faults = faults
        self._before = before
        self.papers: list[Paper] = []
        self.proven: set[int] = set()

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """The world tells it."""

    async def run(self) -> None:
        """Nothing to serve."""

    async def reset(self) -> None:
        """Nothing to reset."""

    async def print(self, request: PrintRequest) -> PrintOutcome:
        """Print, or not."""
        self._before(request.job)
        if self._faults.hit("printer: fails inside"):
            raise RuntimeError("the driver has a fault")
        await asyncio.sleep(2)
        outcome = PrintOutcome(PrintVerdict.DONE)
        if self._faults.hit("printer: paper ends"):
            outcome = PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY)
        elif self._faults.hit("printer: jam"):
            outcome = PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_JAMMED)
        elif self._faults.hit("printer: no proof"):
            outcome = PrintOutcome(PrintVerdict.UNKNOWN)
        self.papers.append(Paper(request.job, outcome.verdict))
        if outcome.verdict is PrintVerdict.DONE:
            self.proven.add(request.job)
        return outcome


class HandScanner:
    """A scanner that a hand holds: what it reads goes to the kiosk that is up."""

    health = Health(HealthState.READY)

    def __init__(self, loop: Loop, rng: Random, faults: Faults) -> None:
        self._loop = loop
        self._rng = rng
        self._faults = faults
        self._listener: Callable[[Scan | BadScan], None] | None = None
        self.reads: Callable[[], None] = lambda: None  # told that somebody holds something before it
        self._wanted = CODES[:1] if rng.random() < 0.2 else CODES  # a day on which everybody buys the same

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """One listener; a kiosk that starts takes over."""
        self._listener = listener

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """The world tells it."""

    async def run(self) -> None:
        """Nothing to serve."""

    async def reset(self) -> None:
        """Nothing to reset."""

    def unplug(self) -> None:
        """Nobody listens until the next start."""
        self._listener = None

    def read(self) -> None:
        """Hold one of the goods before it."""
        if self._faults.hit("scanner: two codes"):
            self._tell(BadScan("two_codes", 26, self._loop.time()))
        elif self._faults.hit("scanner: garbage"):
            told = self._rng.choice(GARBAGE)
            self._tell(Scan(told, self._loop.time()) if told else BadScan("too_long", 100_000, self._loop.time()))
        else:
            self._tell(Scan(self._rng.choice(self._wanted), self._loop.time()))

    def hold(self, data: bytes) -> None:
        """Hold something of one's own before it."""
        if self._faults.hit("scanner: garbage"):
            self._tell(Scan(data[: self._rng.randrange(len(data))] or b"M", self._loop.time()))
        else:
            self._tell(Scan(data, self._loop.time()))

    def _tell(self, scan: Scan | BadScan) -> None:
        self.reads()
        if self._listener is not None:
            self._listener(scan)


@dataclass(slots=True)
class Shelf:
    """Six goods by GTIN, one of them free."""

    faults: Faults

    def find(self, gtin: str) -> Product | None:
        """Find by GTIN-14."""
        if self.faults.hit("catalogue: fails"):
            raise OSError("the catalogue cannot be read")
        return GOODS.get(gtin)

    def find_in_store(self, item: str) -> Product | None:
        """Nothing is labelled in this shop."""
        return None

    def find_plu(self, plu: str) -> Product | None:
        """Nothing is loose in this shop."""
        return None


@dataclass(slots=True)
class WorldClock:
    """The machine's clocks: the wall clock may be set at any moment, the other begins anew with each start."""

    loop: Loop
    rng: Random
    boot_s: float = 0.0
    ahead_ms: int = 0
    has_jumped: bool = False

    def stamp(self) -> Stamp:
        """Return the time now with a fresh draw."""
        now_s = self.loop.time()
        return Stamp(self.utc_ms(), 1000 + int((now_s - self.boot_s) * 1000), self.rng.getrandbits(74))

    def utc_ms(self) -> int:
        """Return what the wall clock shows, in milliseconds since 1970."""
        return START_UTC_MS + self.ahead_ms + int(self.loop.time() * 1000)

    def jump(self) -> None:
        """Set the wall clock: an hour or a day to either side, or back to where it belongs."""
        self.has_jumped = True
        self.ahead_ms = self.rng.choice((-DAY_MS, -3_600_000, 0, 3_600_000, DAY_MS))


@dataclass(slots=True)
class Keys:
    """Words that are their own keys: what is on a paper is told by them."""

    language: str

    def say(self, key: str, /, **_args: object) -> str:
        """Return the key."""
        return key

    def money(self, minor: int, currency: str) -> str:
        """Write an amount plainly."""
        return f"{minor} {currency}"

    def number(self, value: int, decimals: int, least: int = 0) -> str:
        """Write a number plainly."""
        return f"{value}e-{decimals}"

    def spoken_money(self, minor: int, currency: str) -> str:
        """As it is written."""
        return self.money(minor, currency)

    def date(self, value: date) -> str:
        """Write a day plainly."""
        return (value.date() if isinstance(value, datetime) else value).isoformat()

    def time(self, value: datetime) -> str:
        """Write a time of day plainly."""
        return value.time().isoformat()
