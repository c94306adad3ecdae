"""Gift cards of such a shop: a right host behind a line with faults, and what is off each card at the end of a day."""

from __future__ import annotations

import shutil
import sqlite3
import weakref
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Final

from kiosk.domain.gifts.number import PREFIX, GiftNumber, check_digit
from kiosk.domain.money import Money
from kiosk.domain.sale import Attempt, Sale
from kiosk.effects.base import Tasks
from kiosk.effects.gifts.hand import GiftsRead
from kiosk.effects.gifts.terminal import GiftTerminal
from kiosk.flows.base import Event
from kiosk.flows.checkout.gifts.events import GiftRead
from kiosk.services.gift_cards.cards import Issued
from kiosk.services.gift_cards.embedded import Embedded
from kiosk.services.gift_cards.sim import Fault, Faulty
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.rules import require

NOBODYS: Final = 9
LOADED: Final = (0, 100, 500, 5_000, 100_000)  # in cents: nothing, a part, and more than any basket
BY_NAME: Final = {"gifts: away": Fault.AWAY, "gifts: no answer": Fault.UNHEARD, "gifts: answer lost": Fault.LOST,
                  "gifts: late": Fault.LATE}  # fmt: skip


def number(place: int) -> str:
    """Return the number of a card."""
    payload = f"{PREFIX}{place:013}"
    return f"{payload}{check_digit(payload)}"


ISSUED: Final = {
    own: Issued(GiftNumber(own), f"g{place}", Money(minor, "EUR"))
    for place, minor in enumerate(LOADED)
    for own in (number(place),)
}
NUMBERS: Final = (*ISSUED, number(NOBODYS))


class _Line(Faulty):
    """The line to the host; a request that is late arrives some time after."""

    def __init__(self, host: Embedded, loop: Loop, rng: Random, faults: Faults) -> None:
        super().__init__(host)
        self._loop, self._rng, self._struck = loop, rng, faults

    def _next(self) -> Fault:
        found = next((fault for name, fault in BY_NAME.items() if self._struck.hit(name)), Fault.NONE)
        if found is Fault.LATE:
            self._loop.later(5 + 90 * self._rng.random(), self.arrive)
        return found


class _Read(GiftsRead):
    """Numbers in memory, under keys that are the same in every run of a seed."""

    def __init__(self, host: _Line, tasks: Tasks) -> None:
        super().__init__(host, tasks)
        self._count = 0

    def event_of(self, content: str, is_typed: bool) -> Event | None:
        """Tell of a card as the product does."""
        read = super().event_of(content, is_typed)
        if not isinstance(read, GiftRead) or not read.key:
            return read
        self._count += 1
        key = f"k{self._count}"
        self._numbers[key] = self._numbers.pop(read.key)
        return GiftRead(key, read.last4, read.is_typed)


class Gifts:
    """The host and its line; both outlive the kiosk, numbers that were read do not."""

    def __init__(self, loop: Loop, rng: Random, faults: Faults) -> None:
        self._folder = Path(mkdtemp())
        self.host = Embedded(self._folder, ISSUED, lambda: "2026-09-21")
        weakref.finalize(self, _let_go, self.host, self._folder)
        self._line = _Line(self.host, loop, rng, faults)

    def read(self, tasks: Tasks) -> _Read:
        """Return who reads cards from a start on."""
        return _Read(self._line, tasks)

    def terminal(self, read: _Read) -> GiftTerminal:
        """Return who moves money on them."""
        return GiftTerminal(self._line, read.card)

    def taken(self, sale_of: Mapping[str, tuple[Sale, Attempt]]) -> Counter[str]:
        """Return what is off gift cards for each sale; what is off a card is in the ledger, to the cent."""
        self._line.arrive()
        taken: Counter[str] = Counter()
        with sqlite3.connect(next(self._folder.glob("*.sqlite"))) as ledger:
            rows = ledger.execute("SELECT ref, of_ref, card, minor, stage FROM movement WHERE minor > 0").fetchall()
        off: Counter[str] = Counter()
        for ref, of_ref, card, minor, stage in rows:
            if stage in ("REFUSED", "FREED"):
                continue
            require(stage == "DONE", "I3 ghost: money of a gift card is held for ever")
            require(ref in sale_of, "I3 ghost: a gift card was asked by nobody we know")
            taken[sale_of[ref][0].id] += -minor if of_ref else minor
            off[card] += -minor if of_ref else minor
        for own in ISSUED.values():
            balance = self.host.balance(own.number, "EUR")
            left = balance.left.minor if balance is not None else 0
            require(own.loaded.minor - off[own.id] == left, "I1: a gift card holds another sum than its ledger")
            require(0 <= left <= own.loaded.minor, "I1: a gift card below nothing, or above what was loaded")
        return taken


def _let_go(host: Embedded, folder: Path) -> None:
    host.close()
    shutil.rmtree(folder)
