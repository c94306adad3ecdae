"""Travellers in company, and over several flights: families, groups, infants, connections, other carriers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kiosk.domain.travel.blockers import CKIN_NEEDS_STAFF
from kiosk.domain.travel.booking import CouponState, Passenger, Proof
from kiosk.domain.travel.flight import Airport, FlightState, LocalTime
from kiosk.flows.base import BackPressed
from kiosk.flows.checkin.events import SlipPressed
from kiosk.flows.checkin.samples import ADULT, ALONE, ANA, AT, DAVI, DIRECT, FAMILY, FAR, LIA, RUI, booking
from kiosk.flows.checkout.events import FinishPressed
from tests.unit.flows.checkin.stories.acts import BACK, GO, ON, approved, code, pass_text, scanned, without
from tests.unit.flows.checkin.stories.row import Story

NEW_YORK: Final = Airport("JFK", "New York", "US", "America/New_York")
NOW: Final = LocalTime(AT.utc_ms, 120)
NINE: Final = tuple(
    replace(ANA, id=f"p{n}", surname=f"Duarte{'ABCDEFGHI'[n - 1]}", given_names="Eva", kind=ADULT) for n in range(1, 10)
)
GROUP: Final = booking(*NINE)
PASSES_OF_NINE: Final = tuple(f"pass p{n}/1" for n in range(1, 10))


def flown(found: Any, n: int = 1, **changes: Any) -> Any:
    """Return a booking one of whose flights is otherwise."""
    own = (replace(one, flight=replace(one.flight, **changes)) if one.n == n else one for one in found.segments)
    return replace(found, segments=tuple(own))


def states(found: Any, state: CouponState, *people: str) -> Any:
    """Return a booking with some people's coupons in a state."""
    return replace(
        found, coupons=tuple(replace(own, state=state) if own.passenger_id in people else own for own in found.coupons)
    )


def served(person: Passenger) -> Any:
    """Return the booking of somebody with special needs."""
    return booking(person)


CASCADE: Final = flown(booking(ANA, segments=FAR.segments), 2, carrier="XQ", is_here=False, desk="12")
THANKS: Final = ("checkin.thank_you.title",)

COMPANY: Final = (
    Story(
        "family",
        "goes as a family of four",
        (*code(), ON, *GO),
        "ThankYou",
        THANKS,
        "p1/1 p2/1 p3/1 p4/1",
        papers=("pass p1/1", "pass p2/1", "pass p3/1", "pass p4/1"),
        bookings=(FAMILY,),
    ),
    Story(
        "mother-first",
        "leaves husband and son out: the infant goes with her",
        (*code(), *without("p4", "p2"), ON, *GO),
        "ThankYou",
        THANKS,
        "p1/1 p3/1",
        papers=("pass p1/1", "pass p3/1"),
        bookings=(FAMILY,),
    ),
    Story(
        "children-alone",
        "wants to check in the children alone",
        (*code(), *without("p1", "p4"), ON),
        "Passengers",
        ("checkin.passengers.alone.title",),
        bookings=(FAMILY,),
    ),
    Story(
        "nobody",
        "wants to check in nobody",
        (*code(), *without("p1", "p2", "p4"), ON),
        "Passengers",
        ("checkin.passengers.nobody.title",),
        bookings=(FAMILY,),
    ),
    Story(
        "infant-alone",
        "is an infant in a booking without its adult",
        (*code(), SlipPressed()),
        "Refused",
        ("blocker.CKIN.INFANT_ALONE.title",),
        papers=("slip",),
        bookings=(booking(LIA),),
    ),
    Story(
        "child-alone",
        "is a child in a booking of its own",
        (*code(),),
        "Refused",
        ("blocker.CKIN.CHILD_ALONE.title",),
        bookings=(booking(DAVI),),
    ),
    Story(
        "unaccompanied",
        "is a child who is looked after by the airline",
        (*code(),),
        "Refused",
        ("blocker.CKIN.CHILD_ALONE.title",),
        bookings=(booking(replace(DAVI, services=("UMNR",))),),
    ),
    Story(
        "nine",
        "goes in a group of nine",
        (*code(surname="DuarteA"), ON, *GO),
        "ThankYou",
        THANKS,
        " ".join(f"p{n}/1" for n in range(1, 10)),
        papers=PASSES_OF_NINE,
        bookings=(GROUP,),
    ),
    Story(
        "eight-of-nine",
        "goes in a group of nine of whom one is with a medical case",
        (*code(surname="DuarteA"), ON, *GO),
        "ThankYou",
        THANKS,
        " ".join(f"p{n}/1" for n in range(1, 9)),
        papers=PASSES_OF_NINE[:-1],
        bookings=(GROUP.with_passenger(replace(NINE[8], services=("MEDA",))),),
    ),
    Story(
        "one-aboard",
        "goes with somebody who is on board already",
        (*code(), ON, *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=("pass p1/1",),
        bookings=(states(booking(ANA, RUI), CouponState.BOARDED, "p4"),),
    ),
    Story(
        "one-taken-off",
        "goes with somebody whom the airline took off the flight",
        (*code(), ON, *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=("pass p1/1",),
        bookings=(states(booking(ANA, RUI), CouponState.OFFLOADED, "p4"),),
    ),
    Story(
        "two-bookings",
        "checks in with one booking, then the partner's document begins the next",
        (scanned(pass_text()), *GO, FinishPressed(), *code("RUI222", "Ribeiro de Albuquerque"), *GO),
        "ThankYou",
        THANKS,
        "p1/1 p4/1",
        papers=("pass p1/1", "pass p4/1"),
        bookings=(ALONE, replace(booking(RUI), ref="RUI222")),
    ),
    Story(
        "wrong-people",
        "looks at who travels and goes back to the start",
        (*code(), BackPressed()),
        "Identify",
        ("checkin.identify.title",),
        bookings=(FAMILY,),
    ),
    Story(
        "second-thought",
        "goes back from the page to leave the son out",
        (*code(), ON, BACK, *without("p2"), ON, *GO),
        "ThankYou",
        THANKS,
        "p1/1 p3/1 p4/1",
        papers=("pass p1/1", "pass p3/1", "pass p4/1"),
        bookings=(FAMILY,),
    ),
)

FLIGHTS: Final = (
    Story(
        "through",
        "checks in through to the second flight",
        (*code(), *GO),
        "ThankYou",
        THANKS,
        "p1/1 p1/2",
        papers=("pass p1/1", "pass p1/2"),
        bookings=(booking(ANA, segments=FAR.segments),),
    ),
    Story(
        "foreign-leg",
        "flies on with a carrier that checks in at its own desk: told where",
        (*code(),),
        "Summary",
        ("blocker.CKIN.NOT_HERE.title", "blocker.CKIN.NOT_HERE.do"),
        bookings=(CASCADE,),
    ),
    Story(
        "foreign-leg-on",
        "is checked in for the flight that can be, and no other",
        (*code(), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=("pass p1/1",),
        bookings=(CASCADE,),
    ),
    Story(
        "missed",
        "missed the first flight and is told so before anything",
        (*code(),),
        "Summary",
        ("blocker.CKIN.DEPARTED.title", "blocker.CKIN.DEPARTED.do"),
        bookings=(flown(booking(ANA, segments=FAR.segments), state=FlightState.DEPARTED),),
    ),
    Story(
        "later-leg",
        "has a second flight whose check-in is not open yet",
        (*code(), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=("pass p1/1",),
        bookings=(flown(booking(ANA, segments=FAR.segments), 2, opens=NOW.shifted(300)),),
    ),
    Story(
        "early",
        "comes two hours and ten minutes before check-in opens, and takes a slip",
        (*code(), SlipPressed()),
        "Refused",
        ("blocker.CKIN.WINDOW_NOT_OPEN.title",),
        papers=("slip",),
        bookings=(flown(ALONE, opens=NOW.shifted(130)),),
    ),
    Story(
        "closed",
        "comes when check-in has closed",
        (*code(),),
        "Refused",
        ("blocker.CKIN.CLOSED.title",),
        bookings=(flown(ALONE, closes=NOW.shifted(-1)),),
    ),
    Story(
        "cancelled",
        "comes for a flight that is cancelled",
        (*code(),),
        "Refused",
        ("blocker.CKIN.CANCELLED.title",),
        bookings=(flown(ALONE, state=FlightState.CANCELLED),),
    ),
    Story(
        "departed",
        "comes for a flight that has left",
        (*code(),),
        "Refused",
        ("blocker.CKIN.DEPARTED.title",),
        bookings=(flown(ALONE, state=FlightState.DEPARTED),),
    ),
    Story(
        "elsewhere",
        "comes for a flight that checks in at a desk",
        (*code(),),
        "Refused",
        ("blocker.CKIN.NOT_HERE.title",),
        bookings=(flown(ALONE, is_here=False, desk="12"),),
    ),
    Story(
        "late-flight",
        "is told that the flight is late, and goes on",
        (*code(), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=("pass p1/1",),
        bookings=(flown(ALONE, state=FlightState.DELAYED, expects=ALONE.segments[0].flight.departs.shifted(50)),),
    ),
    Story(
        "wheelchair",
        "needs a wheelchair to the gate and goes on",
        (*code(), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=("pass p1/1",),
        bookings=(served(replace(ANA, services=("WCHR",))),),
    ),
    Story(
        "stretcher",
        "needs staff: told why",
        (*code(),),
        "Refused",
        ("blocker.CKIN.NEEDS_STAFF.title",),
        bookings=(served(replace(ANA, services=("STCR",))),),
    ),
)

# --- staff are there --------------------------------------------------------------------------------------------------

MEDICAL: Final = replace(ANA, services=("MEDA",))
CONFIRMED: Final = approved(CKIN_NEEDS_STAFF)
OVERSEAS: Final = (replace(DIRECT[0], flight=replace(DIRECT[0].flight, destination=NEW_YORK)),)
UNSEEN: Final = replace(MEDICAL, proof=Proof.NONE, document_country="")
SERVED: Final = (
    Story(
        "confirmed",
        "is a medical case: staff confirm it, and check-in goes on",
        (*code(), CONFIRMED, *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=("pass p1/1",),
        bookings=(served(MEDICAL),),
    ),
    Story(
        "confirmed-unseen",
        "is a medical case whom nobody saw the passport of: staff confirm it, and the passport is asked for",
        (*code(), CONFIRMED),
        "Documents",
        ("checkin.documents.title",),
        bookings=(served(UNSEEN),),
    ),
    Story(
        "confirmed-overseas",
        "is a medical case on the way to New York: staff confirm it, and the address is asked for",
        (*code(), CONFIRMED),
        "Details",
        ("checkin.details.address.title",),
        bookings=(booking(MEDICAL, segments=OVERSEAS),),
    ),
    Story(
        "both-confirmed",
        "goes with another medical case: staff confirm one after the other",
        (*code(), CONFIRMED, CONFIRMED, ON, *GO),
        "ThankYou",
        THANKS,
        "p1/1 p4/1",
        papers=("pass p1/1", "pass p4/1"),
        bookings=(booking(MEDICAL, replace(RUI, services=("MEDA",))),),
    ),
)

STORIES: Final = (*COMPANY, *FLIGHTS, *SERVED)
