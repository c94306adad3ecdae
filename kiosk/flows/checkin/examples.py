"""Each state of a check-in and the hard ones, for gallery, tests and translators. All travellers are invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.blockers import raised
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.sale import PaperKind
from kiosk.domain.travel.asking import ExtraWish, Fact, Facts, Miss, No, Order, SeatWish
from kiosk.domain.travel.booking import Booking, CouponState, Segment
from kiosk.domain.travel.eligibility import Abilities, reasons
from kiosk.domain.travel.flight import Flight, FlightState, LocalTime
from kiosk.domain.values import replace
from kiosk.flows.checkin.aside.examples import EXAMPLES as ASIDE
from kiosk.flows.checkin.issuing import NOTICES
from kiosk.flows.checkin.onward import NO_RULES, open_of
from kiosk.flows.checkin.printing import PASS, SLIP, TAG
from kiosk.flows.checkin.samples import (
    ALONE,
    ANA,
    AT,
    DAVI,
    DIRECT,
    DONE,
    FAMILY,
    FAR,
    LIA,
    LONG,
    RUI,
    SELLS,
    booking,
    trip_of,
)
from kiosk.flows.checkin.states import (
    Completing,
    Goods,
    Identify,
    OneMore,
    Paper,
    Passengers,
    Printing,
    Refused,
    State,
    Summary,
    ThankYou,
    Trip,
    Typing,
)
from kiosk.flows.checkout.receipt import Paper as Document
from kiosk.flows.checkout.receipt import start

CODE: Final = "https://airport.example/p#" + "eNqVkE1qwzAQha" * 20  # as long as that of a pass of one flight
KNOWN: Final = Facts(ref="7K2PMX", surname="RIBEIRO")
SALE: Final = trip_of(ALONE).sale
PAID: Final = SALE.to(SaleState.PAID).to(SaleState.FULFILLED)


def _answered(trip: Trip) -> Trip:
    return replace(trip, goods=Goods.NONE, goods_utc_ms=AT.utc_ms)


def _order(trip: Trip) -> Order:
    return Order(trip.sale.id, trip.booking.ref, trip.booking.version, tuple(own.key for own in trip.booking.coupons))


def _judged(found: Booking) -> Trip:
    """Return a trip with all that stands in its way now, and whoever may go on chosen."""
    trip = replace(trip_of(found), blockers=reasons(found, AT, Abilities(), NO_RULES))
    return replace(trip, chosen=tuple(dict.fromkeys(person for person, _ in open_of(trip))))


def _on(found: Booking, flight: Flight) -> Booking:
    return replace(found, segments=(Segment(1, flight), *found.segments[1:]))


def _closed() -> Trip:
    """Too early by two hours and ten minutes, and an infant without the adult it travels with."""
    flight = replace(DIRECT[0].flight, opens=LocalTime(AT.utc_ms, 120).shifted(130))
    return _judged(_on(booking(LIA), flight))


def _boarded() -> Trip:
    """One of the party is on board already."""
    coupon = next(own for own in FAMILY.coupons if own.passenger_id == "p4")
    return _judged(FAMILY.with_coupon(replace(coupon, state=CouponState.BOARDED)))


def _late() -> Trip:
    flight = DIRECT[0].flight
    late = {name: getattr(flight, name).shifted(50) for name in ("boards", "closes", "bags_until")}
    expects = flight.departs.shifted(50)
    return _judged(_on(FAR, replace(flight, state=FlightState.DELAYED, expects=expects, **late)))


def _papers(*states: PrintState | None) -> Printing:
    """Two passes and a tag, of which the first ones have come to these ends."""
    papers = [Paper(PASS, "p1", 1), Paper(PASS, "p2", 1), Paper(TAG, "p1", plate=DONE.bags[0].plate)]
    kinds = {PASS: PaperKind.BOARDING, TAG: PaperKind.BAGTAG, SLIP: PaperKind.SLIP}
    sale = PAID
    for n, state in enumerate(states):
        if state is None:
            continue
        at = replace(AT, draw=AT.draw + 100 * n)
        sale, job = start(sale, Document(f"paper:{n}", kinds[papers[n].kind], "en"), at)
        sale = sale if state is PrintState.SENDING else sale.with_job(job.to(state))
        papers[n] = replace(papers[n], job_id=job.id, is_done=state is PrintState.DONE)
    return Printing(replace(trip_of(DONE), sale=sale), tuple(papers))


def _slip() -> Refused:
    trip = _closed()
    sale, job = start(trip.sale, Document("slip:travel", PaperKind.SLIP, "en"), AT)
    return Refused(replace(trip, sale=sale.with_job(job.to(PrintState.DONE))), job.id)


OUT, SENDING, FAILED, UNKNOWN = PrintState.DONE, PrintState.SENDING, PrintState.FAILED, PrintState.UNKNOWN


def _found() -> dict[str, State]:
    one_more = OneMore(SALE, KNOWN, Fact.SURNAME)
    return {
        "Identify": Identify(SALE),
        "Identify-not-found": Identify(SALE, Miss.NOT_FOUND.value),
        "Identify-how": Identify(SALE, "how_passport"),
        "Identify-looking-up": Identify(SALE, facts=KNOWN, lookup="lookup"),
        "Typing": Typing(SALE),
        "Typing-shape": Typing(SALE, problem="shape"),
        "Typing-ticket": Typing(SALE, is_ticket=True),
        "Typing-surname": Typing(SALE, KNOWN, Fact.SURNAME, problem=Miss.LIMIT.value),
        "Typing-looking-up": Typing(SALE, KNOWN, Fact.SURNAME, lookup="lookup"),
        "OneMore": one_more,
        "OneMore-date": replace(one_more, asks=Fact.DATE, problem="shape"),
        "OneMore-reference": replace(one_more, asks=Fact.REFERENCE),
        "OneMore-destination": replace(one_more, asks=Fact.DESTINATION),
        "Refused": Refused(_closed()),
        "Refused-slip": _slip(),
        "Passengers": Passengers(trip_of(FAMILY)),
        "Passengers-some": Passengers(_boarded()),
        "Passengers-child": Passengers(replace(trip_of(FAMILY), chosen=("p2",))),
    }


def _printed() -> dict[str, State]:
    trip = _answered(trip_of(ALONE))
    silent = Completing(trip, _order(trip), is_carried_out=True, is_silent=True)
    taken = raised(NOTICES[No.TAKEN], AT, ("order", "1"), seats="14A")
    paid = replace(trip_of(FAMILY), seats=(SeatWish("p1", 1, "12A"),))
    wished = (ExtraWish("p1", 1, "FAST"), ExtraWish("p4", 1, "FAST"))
    done, gone = replace(trip_of(DONE), sale=PAID), replace(trip_of(ALONE), sale=PAID)
    return {
        "Summary": Summary(_answered(trip_of(booking(ANA, DAVI)))),
        "Summary-extras": Summary(_answered(replace(trip_of(replace(FAMILY, sells=SELLS)), extras=wished))),
        "Summary-offers": Summary(trip_of(replace(booking(ANA, DAVI), sells=SELLS))),
        "Summary-alone": Summary(trip_of(ALONE)),
        "Summary-family": Summary(_answered(paid)),
        "Summary-late": Summary(_answered(_late())),
        "Summary-taken": Summary(trip, taken),
        "Summary-long": Summary(_answered(trip_of(booking(LONG, RUI)))),
        "Completing": Completing(trip, _order(trip)),
        "Completing-silent": silent,
        "Printing": _papers(OUT, SENDING),
        "Printing-failed": _papers(OUT, FAILED),
        "Printing-unknown": _papers(OUT, OUT, UNKNOWN),
        "Printing-phone": replace(_papers(OUT, FAILED), is_on_phone=True, code=CODE),
        "Printing-slip": replace(_papers(), papers=(Paper(SLIP, "p1"),)),
        "ThankYou": ThankYou(done, 20),
        "ThankYou-left": ThankYou(done, 20, is_printed=False),
        "ThankYou-cancelled": ThankYou(gone, 20),
    }


EXAMPLES: Mapping[str, State] = {**_found(), **_printed(), **ASIDE}
