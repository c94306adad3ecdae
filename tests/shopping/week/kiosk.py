"""A whole kiosk of the store: reader, catalogue, promotions and shop scale are the product's own, around the session.

What is asked of the card terminal, the printer and staff's door is answered at once; the paper is made by the product.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

from devices.api import Reading, Scale, ScaleCapabilities, Scan, Settling
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.pricing.book import Terms
from kiosk.domain.pricing.promotions import Moment
from kiosk.domain.sale import Attempt, PaperKind, PrintJob, Sale
from kiosk.domain.stamp import Stamp
from kiosk.effects.loose.extras import Extras
from kiosk.effects.loose.finding import Finding
from kiosk.effects.loose.weighing import ShopScale
from kiosk.effects.scan import Scans
from kiosk.flows.base import DeviceChanged, Effect, Event, LanguageChosen, Site, View
from kiosk.flows.checkout.bagging.events import BagRested, WatchBag
from kiosk.flows.checkout.events import (
    LookUpCode,
    PrintEnded,
    PrintPaper,
    Released,
    ReleaseGoods,
)
from kiosk.flows.checkout.extras.events import FindExtras
from kiosk.flows.checkout.loose.events import FindLoose, TakeWeight, UnwatchScale, WatchScale
from kiosk.flows.shell import Session
from kiosk.flows.shell import step as shell_step
from kiosk.flows.shell.examples import DEVICES, SITE
from kiosk.flows.shell.frame import frame
from kiosk.flows.shell.session import Attract, InFlow, OffersTold, Started, StartPressed
from kiosk.flows.staffed import AskPermit, Permitted
from kiosk.papers.document import Pair, Paper
from kiosk.papers.receipt import paper_of
from kiosk.services.catalogue import StoredCatalogue, import_products
from kiosk.services.in_store import in_store_table
from kiosk.services.offers.reading import read_offers
from tests.shopping.week import goods
from tests.shopping.week.beside import benefits
from tests.shopping.week.beside.benefits import Benefits
from tests.shopping.week.beside.gifts import Gifts
from tests.shopping.week.beside.papers import Papers
from tests.shopping.week.beside.terminal import CardTerminal
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
        self.folder = folder
        self.path = import_products(file, folder).path
        self.offers = read_offers(offers, "EUR")
        self.lists = benefits.lists(folder)

    def room(self) -> Path:
        """Return a folder of one kiosk's own."""
        return Path(tempfile.mkdtemp(dir=self.folder))


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


class Offered:
    """What the shop offers before paying."""

    carrier_bag, good_cause, currency = "tote", "cause", "EUR"


class AtTill:
    """A customer before the kiosk of the store; `site` is where it stands, as the next start knows it."""

    def __init__(self, shop: Shop, day: str, hour: str, language: str) -> None:
        self.shop, self.language, self.ms = shop, language, 0
        self.site: Site = replace(WITH_SCALE, language=language)
        self.terminal = CardTerminal(self._attempt)
        self.bag_n, self.bag_g = 0, 0
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
        self.benefits = Benefits(shop.room(), shop.lists, self.local)
        self.gifts = Gifts(shop.room(), self.local)
        self.papers_of = Papers(shop.folder, self.told.append)
        self.scans = Scans(
            cast(Any, self.scanner), catalogue, table, "EUR", self.told.append,
            local=self.local, of_benefit=self._brought,
        )  # fmt: skip
        self.shop_scale = ShopScale(cast(Scale, self.scale), self.told.append, lambda: 100.0)
        self.session = Session(self.site, language)
        self.up()

    def up(self, *found: Sale) -> None:
        """Start the kiosk, with what its store found."""
        self.session = Session(self.site, self.language)
        self.gifts.up()
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

    def local(self) -> str:
        """Return the site's time."""
        return self.now.isoformat("T", "minutes")

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
            if self.books.get(sale.id) is not sale:  # the bag of a sale is not compared
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

    def rested(self, weight_g: int | None) -> BagRested:
        """Return what the scale under the bags tells, newer than all before."""
        self.bag_n, self.bag_g = self.bag_n + 1, weight_g or 0
        return BagRested(self.bag_n, weight_g)

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
        if type(effect) in self.is_deaf:
            return ()
        for keeper in (self.gifts, self.terminal, self.benefits):
            if (answered := keeper.answers(effect)) is not None:
                return answered
        if (told := self.papers_of.answers(effect, self.books)) is None:
            told = self._done(effect)
        heard, self.told[:] = tuple(self.told), []
        return (*told, *heard)

    def _done(self, effect: Effect) -> tuple[Event, ...]:
        match effect:
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
            case FindExtras():
                Extras(self.catalogue, self.told.append, Offered()).find(effect)
            case FindLoose():
                return tuple(self._found(effect))
            case WatchBag():
                return (self.rested(self.bag_g),)
            case AskPermit():
                return (Permitted(effect.ask_id, effect.act.value, effect.person.id),)
        return ()

    def _brought(self, content: str, is_typed: bool) -> Event | None:
        return self.gifts.event_of(content, is_typed) or self.benefits.event_of(content, is_typed)

    def close(self) -> None:
        """Let the files of the customer's kiosk go."""
        self.benefits.close()
        self.gifts.close()

    def _found(self, effect: FindLoose) -> list[Event]:
        async def main() -> list[Event]:
            rig = Rig()
            Finding(self.catalogue, rig.tasks, self.local).find(effect)
            return await rig.done()

        return run(main())

    def _attempt(self, of: str) -> Attempt:
        return next(own for sale in self.session.sales for own in sale.attempts if own.id == of)

    def _printed(self, job: PrintJob, sale: Sale) -> Event:
        known = self.papers_of.facts(sale, job)
        paper = paper_of(sale, job, SITE.name, SITE.place.desk, is_demo=False, utc_ms=T0_MS, facts=known)
        self.papers.append((job.kind, paper))
        return PrintEnded(job.id, "DONE")

    def pairs(self) -> list[Pair]:
        """Return what stands on the customer's receipt with something at its right."""
        paper = next((own for kind, own in reversed(self.papers) if kind is PaperKind.CUSTOMER), ())
        return [own for own in paper if isinstance(own, Pair)]


KEPT: Final = tuple(name for name in Sale.__slots__ if name not in ("offers", "bag"))
"""What a store keeps of a sale."""
