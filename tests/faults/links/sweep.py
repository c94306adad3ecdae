"""Sales at a link that is spoilt at each byte in turn, and how each of them ended."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kiosk.flows.checkout.events import AskLastPayment
from tests.faults.links.books import Account, account
from tests.faults.links.chaos import Strike
from tests.faults.links.shop import KNOBS, Shop, Stuck
from tests.virtual_time import run

PATIENCE_S = 1800.0  # three minutes of asking, a fence, and a terminal that takes its time
REST_S = 5.0  # a terminal that misses an acknowledgement waits half a minute before it takes a payment back
LOOKS_S = 2.0  # a customer reads before they press
MOST_PRESSES = 60
SALES_PER_SHOP = 40  # the terminal's own list of what it booked is read after each of them


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens besides the strike. `script` arms a fault of the terminal before each sale.

    `first`: a strike that comes before the one that is swept, to have the questions after a payment in reach.
    `goes_back_in`: the customer wants back in this phase of the payment.
    """

    name: str
    script: str = ""
    first: tuple[Strike, int] | None = None
    goes_back_in: str = ""
    knobs: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What came of one sweep. `wrong` has a sentence for each wrong verdict, with the byte."""

    sales: int = 0
    last_byte: int = 0
    is_complete: bool = False
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    wrongs: Counter[str] = field(default_factory=Counter)
    questions: int = 0

    def add(self, other: Outcome) -> None:
        """Add what another part of the same sweep found."""
        self.sales += other.sales
        self.last_byte = max(self.last_byte, other.last_byte)
        self.is_complete |= other.is_complete
        self.ends += other.ends
        self.wrong += other.wrong
        self.wrongs += other.wrongs
        self.questions += other.questions


class Customer:
    """Buys one thing and presses on until the glass is free again."""

    def __init__(self, shop: Shop, scene: Scene) -> None:
        self._shop = shop
        self._scene = scene
        self._has_gone_back = not scene.goes_back_in

    @property
    def _wants_away(self) -> bool:
        return bool(self._scene.goes_back_in) and self._has_gone_back

    async def buy(self) -> None:
        """Scan, pay, and go. Raises `Stuck`."""
        shop = self._shop
        shop.scan()
        await shop.until_screen("checkout/Scanning")
        for _press in range(MOST_PRESSES):
            if shop.screen == "shell/Attract":
                return
            if shop.screen == "checkout/Scanning":
                await shop.until(self._can_pay, PATIENCE_S)
            if shop.screen != "checkout/Paying":
                await asyncio.sleep(LOOKS_S)
            was = shop.shown
            self._act()
            await shop.until(lambda was=was: shop.shown is not was, PATIENCE_S)  # type: ignore[misc]  # bound now
        raise Stuck(f"pressed {MOST_PRESSES} times, and still on {shop.screen}: {shop.frames[-12:]}")

    def _can_pay(self) -> bool:
        """Tell whether the customer, who is patient, is let to pay: the glass says why not."""
        site = self._shop.runtime.session.site
        return site.is_usable("terminal") and not site.is_terminal_asked

    def _act(self) -> None:
        shop = self._shop
        shown = shop.shown
        assert shown is not None
        match shop.screen:
            case "checkout/Paying" if not self._has_gone_back and shown.view.parts["phase"] == self._scene.goes_back_in:
                self._has_gone_back = True
                shop.press("BackPressed")
            case "checkout/Receipt":
                shop.press("NoReceiptPressed")
            case "checkout/PaymentUnclear" if shown.view.secondary is not None:
                shop.press("FinishPressed")
            case "checkout/Scanning" | "checkout/Declined" if self._wants_away and shown.sheet is not None:
                shop.press("CancelConfirmed")
            case "checkout/Scanning" | "checkout/Declined" if self._wants_away:
                shop.press("CancelPressed")
            case _ if (primary := shown.view.primary) is not None and primary.is_enabled and not primary.is_busy:
                shop.press(primary.event, **dict(primary.args))


class Till:
    """One shop with one terminal, where one sale after another is made under a scene."""

    def __init__(self, shop: Shop, terminal: str, scene: Scene) -> None:
        self.shop = shop
        self._name = terminal
        self._scene = scene
        self._pair = shop.pairs[terminal]
        self._booked = 0

    async def sell(self, strike: Strike, at: int) -> tuple[bool, Account]:
        """Make one sale with the link struck at a byte; return whether it was, and the account. Raises `Stuck`."""
        scene, chaos = self._scene, self.shop.chaos[self._name]
        if scene.script:
            self._pair.do("faults_clear")
            self._pair.fault(scene.script)
        chaos.arm(*((scene.first,) if scene.first is not None else ()), (strike, at))
        await Customer(self.shop, scene).buy()
        chaos.waiting.clear()
        turnovers = await self._rested()
        has_struck = chaos.struck == (1 if scene.first is None else 2)
        return has_struck, account(self.shop.journal.database, turnovers)

    async def _rested(self) -> list[dict[str, object]]:
        """Wait until all has come to rest, on both sides; return what the terminal booked since the last time."""
        shop = self.shop
        while any(row["state"] == "open" for row in self._turnovers()):
            await asyncio.sleep(REST_S)
        await shop.until(lambda: not shop.runtime.session.site.is_terminal_asked, PATIENCE_S)
        since = self._turnovers()
        self._booked += len(since)
        return since

    def _turnovers(self) -> list[dict[str, object]]:
        """Return what the terminal booked since the sale before came to rest; everything older is at rest."""
        return list(self._pair.do("turnovers", since=self._booked)["turnovers"])


def sweep(terminal: str, scene: Scene, strikes: Sequence[Strike], places: Iterable[int]) -> Outcome:
    """Make one sale for each byte in `places`, until one lies behind the last that passes; the strikes take turns."""
    return run(_sweep(terminal, scene, strikes, places))


async def _sweep(terminal: str, scene: Scene, strikes: Sequence[Strike], places: Iterable[int]) -> Outcome:
    outcome = Outcome()
    till: Till | None = None
    for turn, at in enumerate(places):
        if till is None or turn % SALES_PER_SHOP == 0:
            await left(till)
            till = await opened(terminal, scene)
        strike = strikes[turn % len(strikes)]
        before = asked(till.shop)
        outcome.sales += 1
        try:
            has_struck, found = await till.sell(strike, at)
        except Stuck as why:
            wrongs, told, has_struck = ["stuck"], str(why), True
        else:
            outcome.ends[found.state] += 1
            wrongs, told = found.wrongs, found.told()
        outcome.questions += asked(till.shop) - before
        outcome.wrongs.update(wrongs)
        if wrongs:
            outcome.wrong.append(f"{terminal}, {scene.name}, {strike.value} at byte {at}: {', '.join(wrongs)}; {told}")
            await left(till)
            till = None
        if not has_struck:
            outcome.is_complete = True
            break
        outcome.last_byte = at
    await left(till)
    await asyncio.sleep(0.01)
    return outcome


def asked(shop: Shop) -> int:
    """Return how often the terminal was asked what became of a payment."""
    return shop.performed[AskLastPayment]


async def opened(terminal: str, scene: Scene) -> Till:
    """Return a till in an open shop whose customers hold a card to the terminal."""
    shop = Shop(terminal, knobs={terminal: (*KNOBS[terminal], *scene.knobs)})
    await shop.open()
    shop.pairs[terminal].do("auto", delay_s=1)
    return Till(shop, terminal, scene)


async def left(till: Till | None) -> None:
    """Close the shop."""
    if till is not None:
        await till.shop.close()
