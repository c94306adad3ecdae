"""A whole kiosk of the store: reader, catalogue, promotions and shop scale are the product's own, around the session.

What is asked of the card terminal and the printer is answered at once; the paper is made by the product.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

from devices.api import Reading, Scale, ScaleCapabilities, Scan, Settling
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.pricing.book import Terms
from kiosk.domain.pricing.promotions import Moment
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.stamp import Stamp
from kiosk.effects.loose.finding import Finding
from kiosk.effects.loose.weighing import ShopScale
from kiosk.effects.scan import Scans
from kiosk.flows.base import DeviceChanged, Effect, Event, LanguageChosen, View
from kiosk.flows.checkout.events import (
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    LastPaymentTold,
    LookUpCode,
    PrintEnded,
    PrintPaper,
    Released,
    ReleaseGoods,
    SendPayment,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.loose.events import FindLoose, TakeWeight, UnwatchScale, WatchScale
from kiosk.flows.shell import Session
from kiosk.flows.shell import step as shell_step
from kiosk.flows.shell.examples import DEVICES, SITE
from kiosk.flows.shell.frame import frame
from kiosk.flows.shell.session import Attract, InFlow, OffersTold, Started, StartPressed
from kiosk.papers.document import Pair, Paper
from kiosk.papers.receipt import paper_of
from kiosk.services.catalogue import StoredCatalogue, import_products
from kiosk.services.in_store import in_store_table
from kiosk.services.offers.reading import read_offers
from tests.shopping.week import goods
from tests.unit.effects.rig import Ready, Rig
from tests.virtual_time import run

MONDAY: Final = date(2026, 9, 21)
DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
DRAWS: Final = itertools.count(1)
T0_MS: Final = 1_790_000_000_000
OVER: Final = (SaleState.VOID, SaleState.FULFILLED)
WITH_SCALE: Final = replace(SITE, devices={**DEVICES, "scale": DeviceChanged("scale", "READY", True)})


class Shop:
    """The goods of the week in the product's catalogue, and its promotions."""

    def __init__(self, folder: Path) -> None:
        file, offers = goods.write(folder)
        self.path = import_products(file, folder).path
        self.offers = read_offers(offers, "EUR")


class Scanner(Ready):
    """A scanner whose codes are given by hand."""

    def on_scan(self, listener: Callable[[Any], None]) -> None:
        """Keep who listens."""
        self.read = listener


class ScaleByHand(Ready):
    """A shop's scale of 15 kg in steps of 5 g, whose answers are given by hand."""

    capabilities = ScaleCapabilities(5, 15_000, 20, can_tare=True, can_zero=True)

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Keep who listens."""
        self.read = listener


class AtTill:
    """A customer before the kiosk of the store; `cards` is what the terminal does with one card after the other."""

    def __init__(self, shop: Shop, day: str, hour: str, language: str) -> None:
        self.shop, self.language, self.ms = shop, language, 0
        self.cards: list[str] = []
        self.truth = "approved"
        self.receipts = 11
        self.booked: dict[str, int] = {}
        self.books: dict[str, Sale] = {}
        self.papers: list[tuple[PaperKind, Paper]] = []
        self.told: list[Event] = []
        self.screens: list[str] = []
        self.is_deaf: set[type[Effect]] = set()
        self.now = datetime.min
        self.clock(day, hour)
        catalogue = StoredCatalogue(shop.path, lambda: self.now.date())
        self.catalogue = catalogue
        self.scanner, self.scale = Scanner(), ScaleByHand()
        table = in_store_table("DE")
        self.scans = Scans(
            cast(Any, self.scanner), catalogue, table, "EUR", self.told.append,
            local=lambda: self.now.isoformat("T", "minutes"),
        )  # fmt: skip
        self.shop_scale = ShopScale(cast(Scale, self.scale), self.told.append, lambda: 100.0)
        self.session = Session(replace(WITH_SCALE, language=language), language)
        self.up()

    def up(self, *found: Sale) -> None:
        """Start the kiosk, with what its store found."""
        self.session = Session(replace(WITH_SCALE, language=self.language), self.language)
        self.tell_offers()
        self.take(Started(found, T0_MS + self.ms))

    def power_cut(self) -> None:
        """Cut the power and start again; a store keeps the sales, and no promotions."""
        sending = PrintState.SENDING
        kept = [
            own for own in self.books.values() if own.state not in OVER or any(j.state is sending for j in own.jobs)
        ]
        self.up(*(Sale(**{name: getattr(own, name) for name in KEPT}) for own in kept))

    def begin(self) -> None:
        """Touch the glass and choose a language, where nobody shops yet."""
        if isinstance(self.state, Attract):
            self.take(StartPressed(), LanguageChosen(self.language))

    def clock(self, day: str, hour: str) -> None:
        """Set the clock of the site."""
        clock = datetime.strptime(hour, "%H:%M").time()  # the site's own time
        self.now = datetime.combine(MONDAY + timedelta(DAYS.index(day)), clock)

    def tell_offers(self) -> None:
        """Tell the session which promotions hold now."""
        at = Moment(self.now.date(), self.now.hour * 60 + self.now.minute)
        book = self.shop.offers.book(Terms(at))
        self.take(OffersTold(book.edition, book))

    def stamp(self) -> Stamp:
        """Return the time now; no two ids are the same."""
        return Stamp(T0_MS + self.ms, 50_000 + self.ms, next(DRAWS) * 1000 + (7 << 66))

    def take(self, *events: Event, after_s: float = 0) -> None:
        """Take events, the first so much later, and do what they ask for."""
        self.ms += round(after_s * 1000)
        waiting = list(events)
        while waiting:
            self.session, effects = shell_step(self.session, waiting.pop(0), self.stamp())
            self._look()
            waiting[:0] = [answer for effect in effects for answer in self._answers(effect)]

    def _look(self) -> None:
        for sale in self.session.sales:
            if self.books.get(sale.id) != sale:
                self.books.pop(sale.id, None)
                self.books[sale.id] = sale
        name = type(self.state).__name__
        if name != "".join(self.screens[-1:]):
            self.screens.append(name)

    def heard(self) -> None:
        """Take what readers and scale have told since."""
        told, self.told[:] = list(self.told), []
        self.take(*told)

    def scan(self, data: bytes) -> None:
        """Hold a code to the scanner."""
        self.scanner.read(Scan(data, 0.0))
        self.heard()

    def load(self, *answers: int | Settling) -> None:
        """Let the scale answer: stable grams, or what it says instead."""
        for own in answers:
            is_word = isinstance(own, Settling)
            weight_g = None if is_word else cast(int, own)
            self.scale.read(Reading(cast(Settling, own) if is_word else Settling.STABLE, weight_g, 0, 1, 100.0))
        self.heard()

    @property
    def state(self) -> Any:
        """What owns the glass."""
        screen = self.session.screen
        return screen.state if isinstance(screen, InFlow) else screen

    @property
    def sale(self) -> Sale:
        """The sale that changed last."""
        return list(self.books.values())[-1]

    @property
    def shown(self) -> View:
        """What the glass shows."""
        return frame(self.session).view

    # --- the world around ---------------------------------------------------------------------------------------------

    def _answers(self, effect: Effect) -> tuple[Event, ...]:
        match effect:
            case _ if type(effect) in self.is_deaf:
                return ()
            case ConnectTerminal(attempt_id=of):
                return (TerminalConnected(of, "T1", self.receipts),)
            case SendPayment(attempt_id=of):
                return self._paid(of)
            case AskLastPayment(attempt_id=of):
                return (LastPaymentTold(of, self._result(of, self.truth), is_idle=True),)
            case ReleaseGoods():
                return (Released(effect.sale_id),)
            case PrintPaper(job=job, sale=sale):
                return (self._printed(job, sale),)
            case LookUpCode():
                self.scans.typed(effect)
            case WatchScale():
                self.shop_scale.watch(effect)
            case UnwatchScale():
                self.shop_scale.leave(effect)
            case TakeWeight():
                self.shop_scale.take(effect)
            case FindLoose():
                return tuple(self._found(effect))
            case _:
                return ()
        told, self.told[:] = tuple(self.told), []
        return told

    def _found(self, effect: FindLoose) -> list[Event]:
        async def main() -> list[Event]:
            rig = Rig()
            Finding(self.catalogue, rig.tasks, lambda: self.now.isoformat("T", "minutes")).find(effect)
            return await rig.done()

        return run(main())

    def _paid(self, of: str) -> tuple[Event, ...]:
        card = self.cards.pop(0) if self.cards else "approved"
        if card == "lost":
            return (DialogueEnded(of, "unknown"),)
        return (TerminalAnswered(of, self._result(of, card)), DialogueEnded(of, "completed", "CARD"))

    def _result(self, of: str, card: str) -> Result:
        attempt = next(own for sale in self.session.sales for own in sale.attempts if own.id == of)
        is_yes = card == "approved"
        if is_yes and of not in self.booked:
            self.booked[of] = self.receipts = self.receipts + 1
        number = self.booked.get(of, self.receipts)
        return Result(is_yes, attempt.amount, number, "1", "A1", "T1", "Demo", "4471", "00", "" if is_yes else "card")

    def _printed(self, job: PrintJob, sale: Sale) -> Event:
        self.papers.append((job.kind, paper_of(sale, job, SITE.name, SITE.place.desk, is_demo=False, utc_ms=T0_MS)))
        return PrintEnded(job.id, "DONE")

    def pairs(self) -> list[Pair]:
        """Return what stands on the customer's receipt with something at its right."""
        paper = next((own for kind, own in reversed(self.papers) if kind is PaperKind.CUSTOMER), ())
        return [own for own in paper if isinstance(own, Pair)]


KEPT: Final = tuple(name for name in Sale.__slots__ if name not in ("offers", "bag"))
"""What a store keeps of a sale."""
