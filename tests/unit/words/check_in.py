"""The words of check-in that no example shows, from the values that ask for them."""

from __future__ import annotations

from kiosk.domain.travel.asking import Miss
from kiosk.domain.travel.booking import PassengerKind
from kiosk.domain.travel.flight import FlightState
from kiosk.domain.travel.needs import Finding, Visa
from kiosk.flows.checkin.identify import PROBLEMS, UNREADABLE, WAYS
from kiosk.flows.checkin.shown.papers import BANNERS
from kiosk.flows.checkin.states import Detail

BOTH = ("title", "text")


def families() -> set[str]:
    """Every word of which a value in the program makes the key."""
    problems = {*PROBLEMS.values(), UNREADABLE, *(own.value for own in Miss)}
    found = {f"checkin.problem.{own}.{part}" for own in problems for part in BOTH}
    found |= {f"checkin.how.{own}.{part}" for own in WAYS if own != "code" for part in BOTH}
    found |= {f"checkin.note.{own}.{part}" for own in BANNERS for part in BOTH}
    found |= {f"checkin.weekday.{day}" for day in range(1, 8)} | {f"checkin.month.{n}" for n in range(1, 13)}
    found |= {f"checkin.flight.{own.lower()}" for own in FlightState}
    found |= {f"checkin.kind.{own.lower()}" for own in PassengerKind}
    found |= {f"checkin.documents.finding.{own.value}.{part}" for own in Finding for part in BOTH}
    outcomes = ("sending", "done", "failed", "unknown")  # of a slip
    found |= {f"checkin.refused.paper.{own}.{part}" for own in outcomes for part in BOTH}
    asked = set(Visa) - {Visa.OK}
    found |= {f"checkin.documents.visa.{own.value}.{part}" for own in asked for part in BOTH}
    return found | {f"checkin.details.{own.value}.title" for own in Detail}


BETWEEN = {  # shown between the examples; the tests of their stages go there
    "checkin.problem.empty.text": "a field was left empty",
    "checkin.printing.qr_busy": "the code is being made",
    "checkin.place.given": "nobody has a seat yet",
    **{f"checkin.passengers.{own}": "who cannot be chosen" for own in ("desk", "done", "nobody.text", "nobody.title")},
    **{f"checkin.after.{own}": "new luggage is wished" for own in ("new_bags", "print_new")},
    **{
        f"checkin.bags.{own}": "another allowance"
        for own in ("free_together_weight", "free_weight", "none_free", "tagged")
    },
    **{f"checkin.details.{own}.shape": "what was typed is none" for own in ("address", "contact", "country", "expiry")},
    **{f"checkin.details.{own}.empty": "a field was left empty" for own in ("contact", "country", "expiry", "number")},
    "checkin.details.expiry.expires_soon": "a typed day is too early",
    "checkin.seat.why.apart": "no seats are left beside each other",
    **{
        f"checkin.seats.{own}": "a traveller without a seat"
        for own in (
            "any",
            "here.none",
            "heard_none",
            "instruction_none",
            "take",
            "take_for",
            "title_none",
            "title_none_of",
        )
    },
    **{f"checkin.after.{own}": "what was paid for is given up" for own in ("amounts", "cancel_nothing")},
    **{f"checkin.bags.no_scale.{part}": "where luggage is taken without a scale" for part in BOTH},
    "checkin.seats.is_paid": "a paid seat is looked at again",
    "checkout.back.to_trip": "money came back within a check-in",
    "paper.pass.extras": "a pass with extras",
    **{
        f"paper.slip.owed.{own}": "the slip of what the desk pays back"
        for own in ("FAST", "LOUNGE", "PRIORITY", "SEAT", "do", "title")
    },
    **{f"shell.home.{own}.checkin": "a site that only checks in" for own in ("heard", "instruction")},
}
