"""One life of the kiosk: the product's engine on its own thread, a customer's hands, until somebody kills it.

What was shown, pressed and sent is told to the parent through a pipe, one line each, in the order it happened.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, Protocol

from devices.api import (
    Ack,
    Health,
    HealthState,
    LastPayment,
    PaymentResult,
    PrinterCapabilities,
    PrintOutcome,
    PrintProof,
    PrintRequest,
    PrintVerdict,
    PurchaseEnd,
    Scan,
)
from devices.loop import supervise
from devices.registry import open_device
from kiosk import checkin
from kiosk import engine as product
from kiosk.flows.shell import Frame, Session
from kiosk.health.logs import start_logging
from kiosk.phrases import Speaker
from kiosk.runtime import Core
from kiosk.settings import ROOT, Settings
from kiosk.site import site_of
from kiosk.words import SiteFormat, Words
from tests.faults.killloop.hall import hands as travel
from tests.faults.killloop.hall.machines import Reader, Scale, Tags, Told
from tests.faults.killloop.pace import FastClock, FastLoop

GOODS = tuple(f"95200010000{n}" for n in ("10", "27", "34", "41", "58"))
CATALOGUE = ROOT / "assets" / "catalogue" / "demo-store.csv"
AGAIN_S = 4.0  # a customer presses again when nothing happens
Tell = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Life:
    """What a child is given. `is_last`: nobody buys any more, everything may come to rest."""

    data_dir: Path
    url: str
    seed: str
    settings: Settings
    is_last: bool = False
    party: int | None = None  # who checks in; None: who shops
    tags_url: str = ""  # where travellers check in
    dies_at: int = 0  # the word after which it kills itself; 0: it is killed from outside
    market: Shop | None = None  # a shop unlike the plain one


class Shop(Protocol):
    """A shop that has more than the plain one: who comes there, and what stands there besides."""

    def hands(self, core: Core, life: Life, tell: Tell) -> Hands:
        """Return who comes."""
        ...

    def devices(self, hands: Hands, there: Callable[[], Any], core: Core) -> dict[str, Any]:
        """Return the devices by role; `there` makes one that is simply there."""
        ...


class Terminal:
    """The product's driver, telling how far each exchange has come."""

    def __init__(self, device: Any, tell: Tell) -> None:
        self._device = device
        self._tell = tell

    def __getattr__(self, name: str) -> Any:
        return getattr(self._device, name)

    async def purchase(
        self,
        reference: str,
        minor: int,
        currency: str,
        on_prompt: Callable[[Any], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Pay."""
        self._tell(at="request", ref=reference)

        async def answered(result: PaymentResult) -> Ack:
            self._tell(at="answer")
            ack = await on_result(result)
            self._tell(at="acknowledgement")
            return ack

        ended: PurchaseEnd = await self._device.purchase(reference, minor, currency, on_prompt, answered)
        self._tell(at="end")
        return ended

    async def last_payment(self, reference: str) -> LastPayment:
        """Ask."""
        self._tell(at="question")
        told: LastPayment = await self._device.last_payment(reference)
        self._tell(at="told")
        return told


class _There:
    """A device that is simply there."""

    def __init__(self) -> None:
        self.health = Health(HealthState.READY)
        self._listener: Callable[[Health], None] | None = None

    def on_health(self, listener: Callable[[Health], None]) -> None:
        self._listener = listener

    async def run(self) -> None:
        if self._listener is not None:
            self._listener(self.health)
        await asyncio.Event().wait()

    async def reset(self) -> None:
        """Nothing to reset."""


class Scanner(_There):
    """A scanner that a customer's hands hold."""

    def on_scan(self, listener: Callable[[Any], None]) -> None:
        """Take the one listener."""
        self.scanned = listener


class Printer(_There):
    """A printer that tells of each paper before its first byte, and cannot always say how it went."""

    capabilities = PrinterCapabilities(42, 576, "cp858", True, True, True, PrintProof.PROCESS_ID)

    def __init__(self, rng: Random, tell: Tell) -> None:
        super().__init__()
        self._rng = rng
        self._tell = tell

    async def print(self, request: PrintRequest) -> PrintOutcome:
        """Print."""
        self._tell(at="paper", job=request.job)
        await asyncio.sleep(2)
        verdict = self._rng.choice((PrintVerdict.DONE, PrintVerdict.DONE, PrintVerdict.UNKNOWN, PrintVerdict.FAILED))
        self._tell(at="out", job=request.job, verdict=verdict.value)
        return PrintOutcome(verdict)


class Hands:
    """The glass of this life and the customer before it."""

    def __init__(self, core: Core, life: Life, tell: Tell) -> None:
        self._core = core
        self._tell = tell
        self._life = life
        self.rng = Random(life.seed)  # noqa: S311  # a seed must press the same again
        self._wanted = self.rng.randint(1, 3)
        self._shown: Frame | None = None
        self.scanner = Scanner()
        self.reader = Reader(_There(), tell)
        self.engine: product.Engine | None = None
        self._words = Words("nl", SiteFormat())

    def words_for(self, _language: str) -> Speaker:
        """Return the words of a language; which one does not matter here."""
        return self._words

    def caption(self, text: str) -> None:
        """Nobody reads."""

    def failed(self, error: BaseException) -> None:
        """The kiosk ended what must not end."""
        self._tell(at="failed", why=repr(error))

    def present(self, shown: Frame) -> None:
        """Tell what is shown, then let the customer see it."""
        items: tuple[Any, ...] = shown.view.rows.items if shown.view.rows is not None else ()
        self._tell(at="shown", screen=shown.screen, lines=[[line.n, line.qty, line.total.minor] for line in items])
        self._shown = shown
        self._core.loop.call_later(self.rng.uniform(0.2, 0.8), self._look, shown)

    def _look(self, seen: Frame) -> None:
        if seen is not self._shown or self.engine is None:
            return
        self._act(seen)
        self._core.loop.call_later(AGAIN_S, self._look, seen)

    def _press(self, event: str, args: dict[str, int | str] | None = None) -> None:
        assert self.engine is not None
        self._tell(at="pressed", event=event)
        for _tap in range(2 if self.rng.random() < 0.15 else 1):
            self.engine.sent(event, args or {})

    def _scan(self) -> None:
        party = self._life.party
        held = self.rng.choice(GOODS).encode() if party is None else travel.party(party).passes[0]
        self.scanner.scanned(Scan(held, self._core.loop.time()))

    def _act(self, seen: Frame) -> None:
        pieces = sum(line.qty for line in seen.view.rows.items) if seen.view.rows is not None else 0  # type: ignore[attr-defined] # lines of a basket
        match seen.screen:
            case "shell/Attract":
                if not self._life.is_last:
                    self._scan()
            case "checkin/Identify" if not self._life.is_last:
                self._scan()
            case screen if screen.startswith("checkin/") and not self._life.is_last:
                who = travel.party(self._life.party or 0)
                if travel.lays(screen, seen.view, self.rng):
                    self.reader.lay(self.rng.choice(who.documents), self._core.loop.time())
                elif (press := travel.pressed(screen, seen.view, self.rng, who)) is not None:
                    self._press(*press)
            case "shell/Language" | "shell/Home":
                self._press("CancelPressed")
            case "checkout/Scanning" if pieces < self._wanted:
                self._scan()
            case "checkout/ResumeOffer" if self.rng.random() < 0.2:
                self._press("DiscardPressed")
            case "checkout/Paying":
                if self.rng.random() < 0.08:
                    self._press("BackPressed")
            case "checkout/Declined" if self.rng.random() < 0.3:
                self._press("BackPressed")
            case "checkout/PaymentUnclear" if seen.view.secondary is not None:
                self._press("FinishPressed")
            case "checkout/Receipt":
                self._press(self.rng.choice(("PrintPressed", "NoReceiptPressed", "FinishPressed")))
            case _ if (primary := seen.view.primary) is not None and primary.is_enabled:
                self._press(primary.event, dict(primary.args))


def live(life: Life, pipe: int) -> None:
    """Be the kiosk until killed; never returns."""
    os.closerange(3, pipe)
    os.closerange(pipe + 1, 4096)
    if life.party is None:
        logging.disable(logging.CRITICAL)
    else:
        _log_to(life.data_dir / "logs")
    words = 0

    def tell(**what: object) -> None:
        nonlocal words
        words += 1
        os.write(pipe, json.dumps(what).encode() + b"\n")
        if words == life.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    vars(product)["SystemClock"] = FastClock  # the clock is what a kill loop injects
    vars(checkin)["utc_ms"] = travel.utc_ms
    vars(checkin)["LimitedDepartures"] = type("LimitedDepartures", (Told,), {"tell": staticmethod(tell)})
    core = Core()
    core.loop.close()
    core.loop = FastLoop()
    core.start()
    core.call(lambda: core.spawn(_boot(core, life, tell), lambda error: tell(at="failed", why=repr(error))))
    while True:
        signal.pause()


def _log_to(folder: Path) -> None:
    """Log as the product does, to its file alone: what is told of kills on the screen is noise."""
    logging.raiseExceptions = False
    start_logging(folder)
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if not isinstance(handler, logging.FileHandler):
            root.removeHandler(handler)


async def _boot(core: Core, life: Life, tell: Tell) -> None:
    hands = Hands(core, life, tell) if life.market is None else life.market.hands(core, life, tell)
    settings = life.settings
    if life.party is not None:
        site_settings = settings.site.model_copy(update={"journeys": ("checkin",)})
        settings = settings.model_copy(update={"site": site_settings})
    devices: dict[str, Any] = {
        "scanner": hands.scanner,
        "printer": Printer(hands.rng, tell),
        "terminal": Terminal(open_device(life.url), tell),
    }
    if life.tags_url:
        devices["tags"] = Tags(open_device(life.tags_url), tell)
        devices["scale"] = Scale(_There(), hands.rng, tell)
        devices["documents"] = hands.reader
    if life.market is not None:
        devices.update(life.market.devices(hands, _There, core))
    site = replace(site_of(settings.model_dump(), is_demo=True), receipt="ask")
    session = Session(site, site.language)
    outside = product.Outside(session, settings, "killed", life.data_dir, CATALOGUE, devices, (), supervise)
    hands.engine = product.Engine(core, hands, outside)
    await hands.engine.boot()
    tell(at="booted")
