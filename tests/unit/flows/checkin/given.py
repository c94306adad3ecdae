"""A traveller at a kiosk of the airport: the flow, a departures system in memory, printers that can be told to fail.

What the flow asks for is done at once, unless a test keeps it back.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any, Final, TypeVar

from kiosk.domain.moves import SaleState
from kiosk.domain.private import Private
from kiosk.domain.sale import PrintJob, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.asking import Done, Facts, Found, Miss, Missed, No, Outcome
from kiosk.domain.travel.asking import Refused as OrderRefused
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.eligibility import TravelRules
from kiosk.domain.travel.flight import Flight
from kiosk.flows.base import DeviceChanged, Effect, Event, ForPayment, Site
from kiosk.flows.checkin import flow
from kiosk.flows.checkin.events import (
    AskSeats,
    BagWeighed,
    BookingTold,
    CarryOut,
    FactTyped,
    FindBooking,
    GoodsAnswered,
    LetGo,
    MakePassCode,
    OrderTold,
    PassCodeMade,
    PassRead,
    PlateRenewed,
    PrepareOrder,
    PrintPass,
    PrintPassesPressed,
    PrintTag,
    PrintTravelSlip,
    SeatsTold,
    TellPrinted,
    WayChosen,
    WeighBag,
)
from kiosk.flows.checkin.samples import ALONE, AT
from kiosk.flows.checkin.states import State, Summary, Trip, held
from kiosk.flows.checkin.view import view
from kiosk.flows.checkout.events import PrintEnded
from kiosk.flows.shell.examples import SITE
from kiosk.services.departures.ledger import Contents, Seating
from kiosk.services.departures.memory import MemoryDepartures
from kiosk.services.departures.tables import travel_rules

DRAWS = itertools.count(1)  # two kiosks share no id either
KIND = TypeVar("KIND", bound=object)
ROLES: Final = ("scanner", "printer", "terminal", "tags", "scale", "documents")
PASS: Final = Facts(ref="7K2PMX", surname="RIBEIRO", given_names="ANA", flight="NB1364", date="2026-09-21")
NONE: Final = GoodsAnswered("none")
PRINT: Final = PrintPassesPressed()


@cache
def rules() -> TravelRules:
    """Return the tables of the demo airport."""
    return travel_rules()


def site_with(*away: str, **changes: object) -> Site:
    """Return an airport's site whose devices all work, but for some."""
    devices = {name: DeviceChanged(name, "READY", name not in away) for name in ROLES}
    return replace(SITE, devices=devices, travel=rules(), journeys=("checkin",), **changes)  # type: ignore[arg-type]  # fields of Site


class Traveller:
    """A check-in under test. `took` is False when the last event was not taken.

    `keeps` are kinds of effects that are not done by themselves; `papers` answers for the printers, `silent` for the
    departures system.
    """

    def __init__(self, *bookings: Booking, site: Site | None = None, flights: Iterable[Flight] = ()) -> None:
        self.site = site if site is not None else site_with()
        self.ms = 0
        self.took = True
        self.effects: list[Effect] = []
        self.last: tuple[Effect, ...] = ()
        self.keeps: set[type[Effect]] = set()
        self.kept: list[Effect] = []
        self.papers: Callable[[PrintJob], str] = lambda _job: "DONE"
        self.is_silent = False
        self.weights_g = [18_000]
        self.lent: ForPayment | None = None
        kept = bookings or (ALONE,)
        own = {one.flight.id: one.flight for booking in kept for one in booking.segments}
        own |= {one.id: one for one in flights}
        seats = tuple(rules().layouts["A320"].seats)
        contents = Contents(tuple(own.values()), kept, {name: Seating("A320", 1, seats) for name in own})
        self.departures = MemoryDepartures(contents, lambda: AT.utc_ms + self.ms)
        begun = flow.begin(None, self.stamp(), self.site, "session-1")
        assert begun is not None
        self.state: State = begun[0]  # type: ignore[assignment]  # a beginning lends no glass

    def stamp(self) -> Stamp:
        """Return the time now; no two ids of a test are the same."""
        return Stamp(AT.utc_ms + self.ms, 50_000 + self.ms, next(DRAWS) * 1000 + (7 << 66))

    def take(self, *events: Event, after_s: float = 0) -> Traveller:
        """Take events, the first `after_s` seconds from now, and have done what they ask for."""
        self.ms += round(after_s * 1000)
        for event in events:
            was = self.state
            self._arrive(*self._stepped(event))
            self.took = self.state is not was or bool(self.last)
        return self

    def _stepped(self, event: Event) -> tuple[Any, tuple[Effect, ...]]:
        return flow.step(self.state, event, self.stamp(), self.site)

    def answered(self, *kinds: type[Effect]) -> Traveller:
        """Have done, late, what was kept back of these kinds."""
        self.keeps -= set(kinds)
        late = [own for own in self.kept if isinstance(own, kinds)]
        self.kept = [own for own in self.kept if not isinstance(own, kinds)]
        for effect in late:
            self.take(*self._answers(effect))
        return self

    def _arrive(self, state: State | ForPayment, effects: tuple[Effect, ...]) -> None:
        self.last = effects
        self.effects += effects
        if isinstance(state, ForPayment):
            self.lent = state
        else:
            self.state = state
        for effect in effects:
            if type(effect) in self.keeps:
                self.kept.append(effect)
                continue
            for answer in self._answers(effect):
                self._arrive(*self._stepped(answer))
        self.last = effects

    def settle(self, *, is_paid: bool) -> Traveller:
        """Come back from the payment: paid and carried out, or not paid."""
        assert self.lent is not None
        lent, self.lent = self.lent, None
        sale = lent.sale
        if is_paid:
            asyncio.run(self.departures.complete(sale.id))
            sale = sale.to(SaleState.PAYING).to(SaleState.PAID).to(SaleState.FULFILLED)
        self._arrive(*flow.settled(lent.state, sale, self.stamp(), self.site))  # type: ignore[arg-type]  # its own state
        return self

    # --- the world around ---------------------------------------------------------------------------------------------

    def _answers(self, effect: Effect) -> tuple[Event, ...]:
        answer = self._answer(effect)
        return () if answer is None else (answer,)

    def _answer(self, effect: Effect) -> Event | None:
        match effect:
            case FindBooking(facts=facts, lookup=lookup):
                found = Missed(Miss.SILENT) if self.is_silent else asyncio.run(self.departures.find(facts))
                return BookingTold(lookup, Private(found))
            case PrepareOrder(order=order):
                return self._told(order.id, lambda: asyncio.run(self.departures.prepare(order)))
            case CarryOut(order_id=of):
                return self._told(of, lambda: asyncio.run(self.departures.complete(of)))
            case LetGo(order_id=of):
                asyncio.run(self.departures.release(of))
                return None
            case AskSeats(flight_id=of):
                known = None if self.is_silent else asyncio.run(self.departures.seats(of))
                return SeatsTold(of, tuple(sorted(known.taken)) if known is not None else (), known is not None)
            case PrintPass(job=job) | PrintTag(job=job) | PrintTravelSlip(job=job):
                return PrintEnded(job.id, self.papers(job))
            case WeighBag(weighing=key):
                return BagWeighed(key, self.weights_g.pop(0))
            case MakePassCode():
                return PassCodeMade(effect.key, Private("https://airport.example/p#1"))
            case TellPrinted():
                return self._tell(effect)
            case _:
                return None

    def _told(self, order_id: str, ask: Callable[[], Outcome]) -> OrderTold:
        outcome = OrderRefused(No.SILENT) if self.is_silent else ask()
        if isinstance(outcome, Done):
            return OrderTold(order_id, Private(outcome.booking))
        return OrderTold(order_id, None, outcome)

    def _tell(self, effect: TellPrinted) -> Event | None:
        if not effect.plate:
            asyncio.run(self.departures.pass_printed(effect.ref, effect.passenger_id, effect.segment_n))
        elif effect.is_printed:
            asyncio.run(self.departures.tag_printed(effect.plate))
        else:
            new = asyncio.run(self.departures.tag_failed(effect.plate))
            return PlateRenewed(Private(effect.plate), Private(new or effect.plate))
        return None

    def booking(self, surname: str = "RIBEIRO", ref: str = "7K2PMX") -> Booking:
        """Return the booking as the departures system has it now."""
        found = asyncio.run(self.departures.find(Facts(ref=ref, surname=surname)))
        assert isinstance(found, Found), found
        return found.booking

    # --- what a traveller does ----------------------------------------------------------------------------------------

    def show(self, facts: Facts = PASS) -> Traveller:
        """Hold a boarding pass to the scanner."""
        return self.take(PassRead(Private(facts)))

    def type_in(self, ref: str = "7K2PMX", surname: str = "Ribeiro") -> Traveller:
        """Type a booking code and a surname."""
        return self.take(WayChosen("code"), FactTyped(ref), FactTyped(surname))

    def wish(self, **changes: Any) -> Traveller:
        """Want something else of the trip, as another screen would have it."""
        assert isinstance(self.state, Summary)
        self.state = replace(self.state, trip=replace(self.state.trip, **changes))
        return self

    @property
    def trip(self) -> Trip:
        """The trip of the state."""
        return self.state.trip  # type: ignore[union-attr]  # of a test that is past the start

    @property
    def sale(self) -> Sale:
        """The sale of the next order."""
        return held(self.state)[-1]

    @property
    def shown(self) -> Any:
        """What the glass shows: a view, whose parts a test looks into."""
        return view(self.state, self.site)

    def kind(self) -> str:
        """The name of the screen."""
        return type(self.state).__name__

    def did(self, kind: type[KIND]) -> list[KIND]:
        """Return all effects of a kind so far."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def asked(self, kind: type[KIND]) -> KIND:
        """Return the newest effect of a kind."""
        return self.did(kind)[-1]
