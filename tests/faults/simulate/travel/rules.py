"""What must hold where travellers check in.

P01: an order that costs something is carried out with its money and never without, and its money goes back when it is
not; no seat, sequence number or bag tag twice; a paper that counts came out; nobody's name on another one's glass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.travel.booking import BagState, Booking, CouponState
from kiosk.flows.checkin.states import ThankYou, Trip
from kiosk.flows.shell import Frame, Session
from kiosk.flows.shell.session import Attract, InFlow
from kiosk.services.departures.ledger import KeptOrder, OrderState
from kiosk.services.departures.memory import MemoryDepartures
from tests.faults.simulate.rules import require
from tests.faults.simulate.travel.airport import contents, surnames

S = SaleState
GIVEN = frozenset({S.PAID, S.FULFILLED})
SEATED = frozenset({CouponState.CHECKED_IN, CouponState.BOARDED})


def carried_out(sale: Sale | None, kept: KeptOrder | None) -> None:
    """Check the moment an order is carried out: its price is that of its sale, and the money is there."""
    if kept is None or kept.state is not OrderState.DONE:
        return
    require(sale is not None, "P01: an order of no sale is carried out")
    assert sale is not None
    due = kept.order.amount_minor
    require(due == sale.total.minor, "P01: carried out for", due, "and sold for", sale.total.minor)
    is_paid = sale.state in GIVEN and sale.confirmed.minor == due
    require(is_paid or not due, "P01: carried out before it is paid: a sale in", sale.state)


@dataclass(slots=True)
class TravelRules:
    """What a day of travellers has shown so far. `proven` are jobs the printers called done, `plates` what each was."""

    proven: set[int]
    _documents: dict[int, str] = field(default_factory=dict)

    def show(self, shown: Frame, session: Session) -> None:
        """Check a picture: only names of the booking it is about stand on it; success is shown when it is kept."""
        screen = session.screen
        state = screen.state if isinstance(screen, InFlow) else None
        trip = getattr(state, "trip", None)
        if isinstance(screen, Attract) or shown.screen.startswith("checkin/"):
            own = surnames().get(trip.booking.ref, frozenset()) if isinstance(trip, Trip) else frozenset()
            told = repr(shown.view.parts)
            all_names = {name for names in surnames().values() for name in names if len(name) > 1}
            others = {name for name in all_names if not any(name in one for one in own)}
            found = [name for name in others if f"{name}'" in told or f" {name} " in told]
            require(not found, "I7: somebody else's name on", shown.screen, *found)
        if isinstance(state, ThankYou):
            require(state.trip.sale.state in (S.FULFILLED, S.OPEN), "P5: success with a sale in", state.trip.sale.state)

    # --- the end of the day -------------------------------------------------------------------------------------------

    def audit(self, system: MemoryDepartures, sales: Mapping[str, Sale], unheard: Collection[str]) -> None:
        """Lay the books of money, orders and paper beside each other. `unheard`: orders whose last word was lost."""
        orders, bookings = system.orders(), system.bookings()
        for sale in sales.values():
            self._money(sale, orders.get(sale.id), is_heard=sale.id not in unheard)
        once(bookings.values())
        self._papers(bookings.values(), sales.values())

    def _money(self, sale: Sale, kept: KeptOrder | None, *, is_heard: bool) -> None:
        is_done = kept is not None and kept.state is OrderState.DONE
        if sale.is_service and sale.state is S.FULFILLED:
            require(is_done, "P01: paid, and its order is", kept and kept.state)
        if kept is not None and is_done and kept.order.amount_minor and is_heard:  # else the log told a person
            require(sale.state is S.FULFILLED, "P01: carried out, and its sale is", sale.state)

    def _papers(self, bookings: Iterable[Booking], sales: Iterable[Sale]) -> None:
        """What counts as printed was printed, by the printer's own word."""
        jobs = (job for sale in sales for job in sale.jobs if job.number in self.proven)
        done = Counter(job.doc.rpartition(":")[0] for job in jobs)
        began = {bag.plate for own in contents().bookings for bag in own.bags}
        for booking in bookings:
            for bag in booking.bags:
                if bag.state is BagState.ACTIVE and bag.plate not in began:
                    require(bool(done[f"tag:{bag.plate}"]), "P10: a bag tag counts that never came out")


def once(bookings: Iterable[Booking]) -> None:
    """No seat, no sequence number and no bag number is given twice."""
    given: Counter[tuple[str, str, object]] = Counter()
    for booking in bookings:
        flights = {own.n: own.flight.id for own in booking.segments}
        for coupon in booking.coupons:
            if coupon.seat:
                given["seat", flights[coupon.segment_n], coupon.seat] += 1
            if coupon.state in SEATED:
                given["sequence", flights[coupon.segment_n], coupon.sequence] += 1
        for bag in booking.bags:
            given["plate", "", bag.plate] += 1
    twice = [name for name, count in given.items() if count > 1]
    require(not twice, "twice:", *twice)
