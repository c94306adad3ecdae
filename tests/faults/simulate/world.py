"""One day of one kiosk from one seed: customers, devices, clock, disk and power, until everything has settled."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Final

from devices.api import Health
from kiosk.domain.gifts.using import without_gift
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.flows.base import Event, Site
from kiosk.flows.checkin.events import (
    NotTravellingConfirmed,
    PassesAgainPressed,
    PrintPassesPressed,
    SlipPressed,
)
from kiosk.flows.checkout.events import PrintPressed
from kiosk.flows.shell import Frame, Session
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import OutOfService
from tests.faults.simulate.disk import Disk, Medium, Ram, Sqlite
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.kiosk import PAN, ROLES, TRAVEL_ROLES, Kiosk, Outside
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.market.faults import FAULTS as MARKET_FAULTS
from tests.faults.simulate.market.picker import Picker
from tests.faults.simulate.market.stall import Stall
from tests.faults.simulate.outside.customers import ATTRACT, MANNERS, Customer
from tests.faults.simulate.outside.ledger import BY_HAND
from tests.faults.simulate.outside.ports import AWAY, READY, HandScanner, ReceiptPrinter, Shelf, WorldClock
from tests.faults.simulate.outside.terminal import FAMILIES, CardTerminal
from tests.faults.simulate.rules import Broken, Rules, kind_of, require, told
from tests.faults.simulate.staff.faults import FAULTS as STAFF_FAULTS
from tests.faults.simulate.staff.persons import Reader
from tests.faults.simulate.staff.shift import Shift
from tests.faults.simulate.travel import airport
from tests.faults.simulate.travel.desk import Desk
from tests.faults.simulate.travel.faults import FAULTS as TRAVEL_FAULTS
from tests.faults.simulate.travel.machines import BagScale, PassportReader, TagStation
from tests.faults.simulate.travel.rules import TravelRules
from tests.faults.simulate.travel.travellers import Traveller
from tests.faults.simulate.travel.wiring import Hall

CUSTOMERS: Final = 10  # of one day: the next one meets what the last one left
LONGEST_VISIT_S: Final = 1500.0
SETTLE_S: Final = 1200.0
DARK_S: Final = 20.0  # from power cut to the next start
LONG_DARK_S: Final = 700.0  # longer than anybody waits for a basket
TRAVEL_SEEDS: Final = 1_000_000_000_000  # days of seeds from here on are days of travellers
STAFF_SEEDS: Final = 2_000_000_000_000  # and from here on days of a shop with staff
MARKET_SEEDS: Final = 3_000_000_000_000  # and from here on days of a shop with a scale, coupons and members
PAPER_EVENTS: Final = (PrintPressed, PrintPassesPressed, PassesAgainPressed, SlipPressed, NotTravellingConfirmed)
_A = AttemptState
UNDECIDED: Final = frozenset({_A.INTENT, _A.SENT, _A.CANCELLING, _A.UNKNOWN, _A.APPROVED, _A.REVERSING})
OFFER: Final = "checkout/ResumeOffer"
PRINT_ENDS: Final = frozenset({"DONE", "FAILED", "UNKNOWN"})


@dataclass(slots=True)
class Day:
    """What became of a day. `breach` is empty when every rule held."""

    seed: int
    sessions: int = 0
    travellers: int = 0
    events: int = 0
    boots: int = 0
    trace: str = ""
    breach: str = ""
    watched: int = 0
    visits: int = 0  # of staff
    changes: int = 0  # that staff made
    moves: set[tuple[str, str]] = field(default_factory=set)
    struck: Counter[tuple[str, str]] = field(default_factory=Counter)
    sales: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)


def medium_of(seed: int) -> Medium:
    """Return where the day of a seed is kept: one day in ten by the database itself, which costs as much as five."""
    return Sqlite() if seed % 10 == 0 else Ram()


def journeys_of(seed: int) -> tuple[str, ...]:
    """Return what the kiosk of a day offers: the checkout, or check-in, every second time beside the checkout."""
    if not TRAVEL_SEEDS <= seed < STAFF_SEEDS:
        return ("checkout",)
    return ("checkin",) if seed % 2 else ("checkout", "checkin")


class World:
    """Runs one day."""

    def __init__(self, seed: int, *, is_clean: bool = False, medium: Medium | None = None) -> None:
        self.day = Day(seed)
        self.rng = Random(seed)  # noqa: S311  # a seed must give the same day again
        self.loop = Loop(self.rng)  # type: ignore[abstract]  # what nobody here calls raises NotImplementedError
        self.glass: Frame | None = None
        self.faults = Faults(
            self.rng, lambda: self.glass.screen if self.glass is not None else "dark", is_clean=is_clean
        )
        self.rules = Rules()
        self.disk = Disk(self.faults, self.rules, self._cut, medium or medium_of(seed))
        self.clock = WorldClock(self.loop, self.rng)
        self.scanner = HandScanner(self.loop, self.rng, self.faults)
        self.terminal = CardTerminal(self.loop, self.rng, self.faults, self.rng.choice(FAMILIES), self._sends)
        self.terminal.shows_undone = self.rng.random() < 0.5
        self.terminal.takes_parts = self.rules.takes_parts = self.rng.random() < 0.5
        self.printer = ReceiptPrinter(self.faults, lambda number: self.rules.print(self.disk.sales, number))
        self.printer.proven = self.rules.proven
        self.site: Site = replace(
            SITE,
            receipt=self.rng.choice(("ask", "ask", "print")),
            required=self.rng.choice((("terminal",), ("scanner",), ("printer",), (), (), (), (), ())),
        )
        self.healths = dict.fromkeys(ROLES, READY)
        self.hall: Hall | None = None
        self._last: airport.Held | None = None
        self.shift: Shift | None = None
        self.stall: Stall | None = None
        if seed >= MARKET_SEEDS:
            self.faults.also(MARKET_FAULTS)
            self.healths[PAN], self.site = READY, replace(self.site, has_extras=True, enrols=True)
            self.stall = Stall.opened(self.loop, self.rng, self.faults)
        elif seed >= STAFF_SEEDS:
            self._staff()
        elif seed >= TRAVEL_SEEDS:
            self._open_hall(journeys_of(seed))
        self._hash = hashlib.blake2b(digest_size=16)
        self.kiosk: Kiosk | None = None
        self.dark_s = DARK_S  # the last time
        self.watch: Callable[[Frame, Session], None] = lambda _shown, _session: None

    def _open_hall(self, journeys: tuple[str, ...]) -> None:
        """Let travellers check in."""
        self.faults.also(TRAVEL_FAULTS)
        self.healths |= dict.fromkeys(TRAVEL_ROLES, READY)
        self.site = replace(self.site, journeys=journeys, travel=airport.rules())
        self.hall = Hall(
            Desk(self.loop, self.rng, self.faults, self.disk.sales),
            TagStation(self.faults, lambda number: self.rules.print(self.disk.sales, number), self.rules.proven),
            BagScale(self.loop, self.rng, self.faults),
            PassportReader(self.loop, self.rng, self.faults),
            TravelRules(self.rules.proven),
            self.clock.utc_ms,
        )

    def _staff(self) -> None:
        """Let people work here."""
        self.faults.also(STAFF_FAULTS)
        self.terminal.can_refund = True
        self.shift = Shift.begun(self.loop, self.rng, self.faults, self.disk.sales, self.clock.utc_ms)
        self.disk.kept, self.scanner.reads = self.shift.kept, self.shift.alive

    # --- power ------------------------------------------------------------------------------------------------------

    def _cut(self) -> None:
        """The power goes; some time later the machine starts again."""
        self.loop.is_cut = True

    def _boot(self) -> None:
        self.rules.restarted()
        found = self.disk.medium.found()
        require(found.chain_problem is None, "I5:", found.chain_problem)
        self._compare(found.sales)
        self.kiosk = Kiosk(
            Outside(
                self.loop, self.disk, self.rules, self.clock, self.terminal, self.printer, self.scanner,
                Shelf(self.faults), self.hall, self.shift, self.stall,
            ),
            self.site, self._seen, self._loses_power,
        )  # fmt: skip
        self.kiosk.start(found, self.healths)

    def _compare(self, found: tuple[Sale, ...]) -> None:
        """What the disk gives back is what was promised, sale by sale."""
        kept = {sale.id: sale for sale in found}
        for sale in self.disk.sales.values():
            require(sale.state in (SaleState.FULFILLED, SaleState.VOID) or sale.id in kept, "lost: a sale", sale.id)
            if sale.id in kept:
                own = without_gift(kept[sale.id]) if sale.facts.gift is None else kept[sale.id]  # each start drops it
                require(own == _as_stored(sale), "lost: the rows differ", own, _as_stored(sale))

    def _dark(self) -> None:
        self.dark_s = LONG_DARK_S if self.faults.hit("power: away for long") else DARK_S
        self.loop.drop_machine()
        self.terminal.restarted()
        self.scanner.unplug()
        if self.hall is not None:
            self.hall.reader.unplug()
        if self.stall is not None:
            self.stall.pan.unplug()
        if self.shift is not None:
            self.shift.rules.restarted()
        self.kiosk = self.glass = None
        self.loop.later(self.dark_s, self._boot)

    def _loses_power(self) -> bool:
        if self.faults.hit("power: before an effect"):
            self._cut()
        return self.loop.is_cut

    # --- what happens -----------------------------------------------------------------------------------------------

    def _sends(self, reference: str, minor: int) -> None:
        self.rules.send(self.disk.sales, reference, minor)

    def _seen(self, shown: Frame, session: Session) -> None:
        self.rules.show(shown, session, self.disk.sales)
        if self.hall is not None:
            self.hall.rules.show(shown, session)
        if self.shift is not None:
            self.shift.seen(shown, session)
        is_in_time = shown.screen != OFFER or self.dark_s < LONG_DARK_S or self.clock.has_jumped
        require(is_in_time, "I7: an old basket is offered")
        if self.glass is not None and self.glass.screen != shown.screen:
            self.day.moves.add((self.glass.screen, shown.screen))
        self.glass = shown
        self.watch(shown, session)
        self._hash.update(f"{self.loop.time():.3f} {shown.screen}\n".encode())
        if isinstance(session.screen, OutOfService) and not session.screen.waits_for:
            self._out_of_service(session.screen.code)

    def _out_of_service(self, code: str) -> None:
        require(code != "SYS.SOFTWARE", "F19: the program left service")
        self.loop.later(60.0, self._restart)

    def _restart(self) -> None:
        """A person starts anew what is out of service."""
        if self.kiosk is not None and self.glass is not None and self.glass.screen == "shell/OutOfService":
            self._cut()

    def _press(self, event: Event) -> None:
        if self.shift is not None:
            self.shift.alive()
        if self.kiosk is not None:
            self.rules.asked(is_paper=isinstance(event, PAPER_EVENTS) or self.site.receipt == "print")
            self.kiosk.runtime.post(event)

    def _press_as_staff(self, event: Event) -> None:
        if self.shift is not None:
            self.shift.alive()
        if self.kiosk is not None:
            self.rules.asked(is_paper=True)  # what they press may be the last word before a paper
            self.kiosk.runtime.post(event)

    def _upset(self) -> None:
        """Devices go and come, the wall clock is set, staff come."""
        if self.shift is not None:
            self.shift.look()
            self.shift.comes(self.scanner, lambda: self.glass, self._press_as_staff)
        for role in self.healths:
            name = "pan" if self.stall is not None and role == PAN else role
            if self.healths[role] is READY and self.faults.hit(f"{name}: away"):
                self._tell(role, AWAY[role])
                self.loop.later(self.rng.choice((5, 60, 240, 900, 3600)), partial(self._tell, role, READY))
        if self.faults.hit("clock: jumps"):
            self.clock.jump()

    def _tell(self, role: str, health: Health) -> None:
        self.healths[role] = health
        self.terminal.is_away = self.healths["terminal"] is not READY
        if self.stall is not None:
            self.stall.pan.is_away = self.healths[PAN] is not READY
        if self.kiosk is not None:
            self.kiosk.heard(role, health)

    # --- the day ----------------------------------------------------------------------------------------------------

    def run(self, customers: int = CUSTOMERS) -> Day:
        """Live the day; what breaks ends it."""
        try:
            self._boot()
            for _ in range(customers):
                self._visit()
            self._settle()
        except Broken as error:
            self.day.breach = str(error)
            self.day.counts[kind_of(str(error))] += 1
        self._hash.update(self._end().encode())
        self.day.trace = self._hash.hexdigest()
        self.day.boots, self.day.events, self.day.struck = self.disk.boots, self.disk.events, self.faults.struck
        if self.shift is not None:
            self.day.visits, self.day.changes = self.shift.rules.visits, self.shift.rules.changes
        self.day.sales.update(sale.state.value for sale in self.disk.sales.values())
        return self.day

    def _end(self) -> str:
        """Return what the day came to; what a journal keeps of travellers is sealed with keys of chance."""
        if self.hall is None:
            return self.disk.medium.tail_hash()
        return repr([(own.coupons, own.bags) for own in self.hall.desk.system.bookings().values()])

    def _visit(self, manner: str = "") -> None:
        customer = self._customer()
        customer.come(manner or self.rng.choice(MANNERS))
        until_s = self.loop.time() + LONGEST_VISIT_S
        while not customer.is_gone and self.loop.time() < until_s:
            self._pass(10.0)
            self._upset()
        self.day.sessions += 1
        self._pass(self.rng.choice((1.0, 5.0, 30.0, 200.0)))

    def _customer(self) -> Customer:
        """Return who comes next: a traveller where travellers check in, most of the time."""
        own = (self.loop, self.rng, self.faults, self.scanner, lambda: self.glass, self._press)
        if self.stall is not None:
            return Picker(*own, stall=self.stall)
        if self.shift is not None:
            return Reader(*own)
        is_shop = "checkout" in self.site.journeys
        if self.hall is None or (is_shop and self.rng.random() < 0.3):
            return Customer(*own)
        self.day.travellers += 1
        traveller = Traveller(*own, reader=self.hall.reader)
        self._last = traveller.choose(self._last)
        return traveller

    def _pass(self, for_s: float) -> None:
        until_s = self.loop.time() + for_s
        while True:
            self.loop.run_until(until_s)
            if self.loop.raised:
                raise told(self.loop.raised[0])
            if not self.loop.is_cut:
                return
            self._dark()

    def _settle(self) -> None:
        """Let the last one go, everything work again, and time pass; then judge the day."""
        self.faults.is_healed = True
        for role in self.healths:
            self._tell(role, READY)
        if self.shift is not None:
            lane = self.shift.ends()
            if self.kiosk is not None:
                self.kiosk.runtime.post(lane)
        self._pass(SETTLE_S)
        require(
            self.glass is not None and self.glass.screen == ATTRACT,
            "I8: not on attract, but on",
            self.glass and self.glass.screen,
        )
        for sale in self.disk.sales.values():
            for attempt in sale.attempts:
                require(attempt.state not in UNDECIDED, "P3: never decided:", attempt.kind, attempt.state)
            for job in sale.jobs:
                require(job.state.value in PRINT_ENDS, "P10: a job in", job.state)
            is_over = sale.state not in (SaleState.OPEN, SaleState.PAYING, SaleState.PAID)
            require(is_over, "a sale left in", sale.state)
        self._audit()
        if self.stall is not None:
            self.stall.keeper.audit(self.disk.sales)
        if self.hall is not None:
            self.hall.rules.audit(self.hall.desk.system, self.disk.sales, self.hall.desk.unheard)
        if self.shift is not None:
            self.shift.rules.audit(self.terminal.ledger, self.disk.sales)

    def _audit(self) -> None:
        """I1 to I3: the terminal's ledger against the kiosk's tables."""
        sale_of = {attempt.ref: (sale, attempt) for sale in self.disk.sales.values() for attempt in sale.attempts}
        orphans = {own.ref: own for sale, own in sale_of.values() if own.kind is AttemptKind.ORPHAN}
        taken: Counter[str] = Counter() if self.stall is None else self.stall.gifts.taken(sale_of)
        for booking in self.terminal.ledger:
            if booking.is_reversal or booking.reference == BY_HAND:
                continue
            sale, attempt = sale_of[booking.reference]
            if booking.is_charged:
                if booking.is_very_late and attempt.watch:  # after it was asked about: the end of the day asks again
                    self.day.watched += 1
                    continue
                orphan = orphans.get(booking.name)
                if orphan is not None and orphan.state is _A.REVIEW:  # the terminal refused thrice: a person has it
                    continue
                is_in_hands = attempt.state is _A.REVIEW and booking.minor != attempt.amount.minor
                taken[sale.id] += 0 if is_in_hands else booking.minor  # another sum than was asked: a person has it
                is_known = attempt.state in (_A.CONFIRMED, _A.REVIEW)
                require(is_known, "I3 ghost: charged, and we hold it", attempt.state)
                is_its = attempt.state is not _A.CONFIRMED or attempt.receipt_no in (None, booking.number)
                require(is_its, "I3 ghost: charged, and we hold another one's number")
            else:
                require(attempt.state is not _A.CONFIRMED, "I2 free: confirmed, and nothing is charged")
        for sale in self.disk.sales.values():
            total = sale.total.minor
            require(taken[sale.id] <= total, "I1 doubled:", taken[sale.id], "of", total)
            if sale.state in (SaleState.PAID, SaleState.FULFILLED):
                require(taken[sale.id] == total, "I2 free:", taken[sale.id], "of", total)
            if sale.state is SaleState.VOID:
                require(taken[sale.id] == 0, "I3 ghost: a void sale is charged")


def _as_stored(sale: Sale) -> Sale:
    return replace(sale, attempts=tuple(replace(own, sent_mono_ms=None) for own in sale.attempts))
