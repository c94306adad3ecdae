"""A small world for walks: the pure flows, a disk, a clock, a customer who presses anything, and a power cut anywhere.

One seed owns all of it. Whatever is committed is checked against the invariants of the payment machine at once.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from kiosk.domain.benefits.changing import Member
from kiosk.domain.fiscal.profile import CustomerNo
from kiosk.domain.loose import Group, Load, Rest
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import DeviceChanged, Effect, EffectFailed, Event, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.enrolling.events import Enrol, EnrolTold
from kiosk.flows.checkout.events import (
    AbortPayment,
    AckResult,
    AskLastPayment,
    CodeMade,
    ConnectTerminal,
    LookUpCode,
    MakeCode,
    PrintEnded,
    PrintPaper,
    Released,
    ReleaseGoods,
    Scanned,
    SendPayment,
    SendReversal,
)
from kiosk.flows.checkout.examples import product
from kiosk.flows.checkout.extras.events import ExtrasFound, FindExtras
from kiosk.flows.checkout.loose.events import FindLoose, LoadSeen, LooseFound, WatchScale
from kiosk.flows.checkout.loose.examples import GOODS, loose
from kiosk.flows.checkout.taxno.events import CheckTaxNumber, TaxNumberTold
from kiosk.flows.shell import Session, frame, step
from kiosk.flows.shell.examples import DEVICES, SITE
from kiosk.flows.shell.session import InFlow, Started, Starting
from tests.unit.flows.given import goods
from tests.unit.flows.walk.rules import Rules
from tests.unit.flows.walk.terminal import Terminal

START_MS = 1_790_000_000_000
ROLES = ("scanner", "printer", "terminal")


class PowerCut(Exception):
    """The machine stops here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes wrong in a world, and how often: messages lost, power cut at a commit point."""

    loss: float = 0.0
    cuts: float = 0.0
    missing_ack: str = "reverse"
    receipt: str = "ask"
    cut_at: int = 0  # cut the power at this point, counted from 1
    lose_at: int = 0  # lose this message of the terminal, counted from 1


class World:
    """One kiosk with its outside. `moves` collects every change of picture."""

    def __init__(self, seed: int, plan: Plan) -> None:
        self.seed, self.plan, self.cuts = seed, plan, plan.cuts
        self.has_tax_numbers = seed >= 10_000 and seed % 10 == 4  # some shops are where receipts carry them
        self.now_ms = self.boots = self.boot_ms = self.seen_ms = self.points = 0
        self.moves: set[tuple[str, str]] = set()
        self.rng = Random(seed)  # noqa: S311  # a seed must give the same walk again
        self.disk: dict[str, Sale] = {}
        self.rules = Rules()
        self.queue: list[tuple[int, int, int, Callable[[], object]]] = []
        self.timers: dict[str, int] = {}
        self.order = itertools.count()
        self.terminal = Terminal(self.rng, self._from_device, self._later, plan.loss, plan.missing_ack, plan.lose_at)
        self.terminal.takes_parts = seed % 3 == 1
        self.boot()

    # --- time -------------------------------------------------------------------------------------------------------

    def _later(self, work: Callable[[], object], after_ms: int) -> None:
        item = (self.now_ms + after_ms, self.rng.getrandbits(16), next(self.order), work)
        heapq.heappush(self.queue, item)

    def _from_device(self, event: Event, after_ms: int) -> None:
        boot = self.boots

        def arrive() -> None:
            if boot == self.boots:  # what was on the wire dies with the machine
                self.take(event)

        self._later(arrive, after_ms)

    def pass_time(self, until_ms: int) -> None:
        """Let everything happen that is due by then, equal moments in an order the seed draws."""
        while self.queue and self.queue[0][0] <= until_ms:
            self.now_ms, _, _, work = heapq.heappop(self.queue)
            work()
        self.now_ms = max(self.now_ms, until_ms)

    def settle(self, for_s: int = 900) -> None:
        """Let the customer go, the network heal and the time pass."""
        self.terminal.loss = self.cuts = 0.0
        self.terminal.is_gone = False
        self.pass_time(self.now_ms + for_s * 1000)

    # --- the kiosk --------------------------------------------------------------------------------------------------

    def boot(self) -> None:
        """Start from the disk alone."""
        self.boots += 1
        self.timers.clear()
        self.terminal.cut()
        self.boot_ms = self.now_ms
        required = ("terminal",) if self.seed % 3 == 0 else ()
        site = replace(
            SITE,
            enrols=True,
            has_extras=self.seed >= 10_000 and self.seed % 10 in (6, 7),
            receipt=self.plan.receipt,
            devices=dict(DEVICES),
            required=required,
        )
        if self.has_tax_numbers:
            site = replace(site, customer_no=CustomerNo("NIF", "number", 9))
        self.session = Session(site, site.language)
        assert isinstance(self.session.screen, Starting)
        found = [sale for sale in self.disk.values() if _is_unfinished(sale)]
        self.is_asked = False
        self.take(Started(tuple(_as_stored(sale) for sale in found), START_MS + self.seen_ms))

    def stamp(self) -> Stamp:
        """Return the time now; the monotonic clock begins anew with each start."""
        return Stamp(START_MS + self.now_ms, 1000 + self.now_ms - self.boot_ms, self.rng.getrandbits(74))

    def take(self, event: Event) -> None:
        """Take one event as the runtime does, unless the power goes first."""
        self.is_asked = self.is_asked or event.is_activity
        try:
            self._take(event)
        except PowerCut:
            self.boot()

    def _take(self, event: Event) -> None:
        before = self.session
        after, effects = step(before, event, self.stamp())
        if after is before and not effects:
            return
        self._maybe_cut()
        for sale in after.sales:
            self.rules.commit(self.disk.get(sale.id), sale)
            self.disk[sale.id] = sale
        self.rules.session(after)
        self.seen_ms = self.now_ms
        self._maybe_cut()
        if _name(before) != _name(after):
            self.moves.add((_name(before), _name(after)))
        self.session = after
        self.rules.show(frame(after), self.disk)
        for effect in effects:
            self._maybe_cut()
            self._perform(effect)

    def _maybe_cut(self) -> None:
        self.points += 1
        if self.points == self.plan.cut_at or self.rng.random() < self.cuts:
            raise PowerCut

    def _perform(self, effect: Effect) -> None:
        match effect:
            case StartTimer(timer=timer, seconds=seconds):
                self._start_timer(timer, round(seconds * 1000))
            case StopTimer(timer=timer):
                self.timers.pop(timer, None)
            case ConnectTerminal(attempt_id=of):
                self.terminal.connect(of)
            case SendPayment(attempt_id=of, amount=amount):
                self.rules.send(self.disk, of, amount)
                self.terminal.purchase(of, amount)
            case SendReversal(attempt_id=of, original=original):
                self.rules.send_back(self.disk, of, original.id)
                self.terminal.reverse(of, original.id)
            case AckResult(attempt_id=of, is_accepted=is_accepted):
                self.rules.acknowledge(self.disk, of)
                self.terminal.acknowledge(of, is_accepted=is_accepted)
            case AbortPayment(attempt_id=of):
                self.terminal.abort(of)
            case AskLastPayment(attempt_id=of):
                self.terminal.ask(of)
            case LookUpCode():
                found = Scanned(goods(self.rng.randrange(4)), is_typed=True)
                answers = (found, Scanned(problem="CHECK_DIGIT", is_typed=True), EffectFailed("LookUpCode", "typed"))
                self._from_device(self.rng.choice(answers), self.rng.choice((1, 1, 3000)))
            case CheckTaxNumber(sale_id=of):
                judged = (TaxNumberTold(of, "", Private("123456789")), TaxNumberTold(of, "LENGTH", Private("")))
                self._from_device(self.rng.choice((*judged, EffectFailed("CheckTaxNumber", of))), 1)
            case Enrol(sale_id=of):
                new = EnrolTold(of, "", Member("9981000000017", 0, 100))
                enrolled = (new, new, EnrolTold(of, "already"), EffectFailed("Enrol", of))
                self._from_device(self.rng.choice(enrolled), 1)
            case FindExtras(sale_id=of):
                bag, cause = replace(product(5), sku="bag"), replace(product(4), sku="cause")
                extras = (ExtrasFound(of, bag, cause, 100), ExtrasFound(of), EffectFailed("FindExtras", of))
                self._from_device(self.rng.choice(extras), 0)
            case FindLoose(ask=of):
                shelf = LooseFound(of, (loose(0), loose(len(GOODS) - 1)), (Group("fruit", 1), Group("bakery", 1)))
                self._from_device(self.rng.choice((shelf, shelf, shelf, EffectFailed("FindLoose", of))), 1)
            case WatchScale():
                n = next(self.order)
                stands = self.rng.choice(
                    (Load(Rest.RESTING, 845, n), Load(Rest.RESTING, 845, n), Load(Rest.OVER, 0, n))
                )
                self._from_device(LoadSeen(Load(Rest.MOVING, 0, n + 1)), 1)
                self._from_device(LoadSeen(stands), 400)
            case ReleaseGoods(sale_id=of):
                self.rules.release(self.disk[of])
                self._from_device(Released(of), 1)
            case MakeCode(sale=sale):
                self._from_device(CodeMade(sale.id, "https://shop.example/r#code"), 1)
            case PrintPaper(job=job):
                self.rules.print(self.disk, effect, is_at_boot=not self.is_asked)
                verdict = self.rng.choice(("DONE", "DONE", "FAILED", "UNKNOWN", ""))
                told = PrintEnded(job.id, verdict) if verdict else EffectFailed("PrintPaper", job.id)
                self._from_device(told, 2000)

    def _start_timer(self, timer: str, after_ms: int) -> None:
        own = self.timers[timer] = next(self.order)

        def out() -> None:
            if self.timers.get(timer) == own:
                del self.timers[timer]
                self.take(TimedOut(timer))

        self._later(out, after_ms)

    def device(self, role: str, *, is_usable: bool) -> None:
        """Let a device come or go."""
        if role == "terminal":
            self.terminal.is_gone = not is_usable
        self.take(DeviceChanged(role, "READY" if is_usable else "ABSENT", is_usable))


def _name(session: Session) -> str:
    """Name what owns the glass, over whatever sheet."""
    if isinstance(session.screen, InFlow):
        return f"{session.screen.flow}/{type(session.screen.state).__name__}"
    return f"shell/{type(session.screen).__name__}"


def _is_unfinished(sale: Sale) -> bool:
    is_printing = any(job.state in (PrintState.QUEUED, PrintState.SENDING) for job in sale.jobs)
    return sale.state not in (SaleState.FULFILLED, SaleState.VOID) or is_printing


def _as_stored(sale: Sale) -> Sale:
    return replace(sale, attempts=tuple(replace(own, sent_mono_ms=None) for own in sale.attempts))
