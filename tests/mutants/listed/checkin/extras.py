"""Mutants of what is sold beyond the ticket, and of what goes back when a check-in is given up."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

DUES: Final = "kiosk/flows/checkin/dues.py"
PAGE: Final = "kiosk/flows/checkin/aside/extras.py"
ISSUING: Final = "kiosk/flows/checkin/issuing.py"
OFFERS: Final = "kiosk/domain/travel/selling/extras.py"
PAID: Final = "kiosk/domain/travel/selling/paid.py"
JUDGING: Final = "kiosk/services/departures/judging.py"
FLOW: Final = ("tests/unit/flows/checkin/side/test_extras.py", "tests/unit/flows/checkin")
RULES: Final = ("tests/unit/domain/travel/test_selling.py",)
ASKED: Final = ("tests/unit/services/departures/test_contract.py::TestInMemory",)

MUTANTS: Final = (
    Mutant(
        "extras-are-no-line",
        DUES,
        "        if offer.code in wished:\n",
        "        if False:\n",
        "an extra that costs is given for nothing",
        FLOW,
    ),
    Mutant(
        "two-extras-at-the-price-of-one",
        DUES,
        "wished.count(offer.code), offer.price",
        "1, offer.price",
        "a family pays for one lounge visit and has four",
        FLOW,
    ),
    Mutant(
        "no-thanks-is-not-heard",
        PAGE,
        "return () if trip.declines_extras else extras_of(trip, site)",
        "return extras_of(trip, site)",
        "who wants none is offered the same again",
        FLOW,
    ),
    Mutant(
        "no-thanks-buys",
        PAGE,
        "extras=(), declines_extras=True",
        "declines_extras=True",
        "who wants none pays for what was touched before",
        FLOW,
    ),
    Mutant(
        "back-buys",
        PAGE,
        "replace(trip, extras=state.before)",
        "replace(trip)",
        "who goes back pays for what was touched",
        FLOW,
    ),
    Mutant(
        "an-extra-for-the-first",
        PAGE,
        "if own[0] == passenger_id), None)",
        "if own[0]), None)",
        "the extra of one is somebody else's",
        FLOW,
    ),
    Mutant(
        "extras-without-their-price",
        ISSUING,
        "        extras_priced(trip, site),",
        "        trip.extras,",
        "the airline's books do not know what was paid for",
        FLOW,
    ),
    Mutant(
        "nothing-goes-back",
        ISSUING,
        "gone_with(trip.booking, cancels, site)",
        "()",
        "who gives a check-in up gets nothing of what was promised back",
        FLOW,
    ),
    Mutant(
        "an-extra-is-sold-again",
        OFFERS,
        "has_it = own.code in codes_of(booking, *key)",
        "has_it = False",
        "who has an extra is sold it once more",
        RULES,
    ),
    Mutant(
        "an-infant-waits-in-the-lounge",
        OFFERS,
        " or person.kind is PassengerKind.INFANT",
        "",
        "a place is sold to a child on a lap",
        RULES,
    ),
    Mutant(
        "an-extra-out-of-its-time",
        OFFERS,
        "return self.valid_from <= date <= self.valid_until",
        "return True",
        "what is not there yet is sold",
        RULES,
    ),
    Mutant(
        "an-extra-of-another-airport",
        OFFERS,
        "return is_there and (",
        "return (",
        "a lounge is sold that stands elsewhere",
        RULES,
    ),
    Mutant(
        "an-extra-in-every-cabin",
        OFFERS,
        "(not self.cabins or cabin in self.cabins) and self._is_valid",
        "self._is_valid",
        "who has the lounge with the ticket pays for it",
        RULES,
    ),
    Mutant(
        "what-is-gone-is-still-offered",
        OFFERS,
        "if (own.code, (own.passenger_id, own.segment_n)) in can)",
        "if own)",
        "an extra of a flight that closed meanwhile is paid for",
        (*RULES, *FLOW),
    ),
    Mutant(
        "another-currency-counts",
        PAID,
        "return paid.minor if paid.currency == currency else 0",
        "return paid.minor",
        "a hundred crowns count as a hundred euros",
        RULES,
    ),
    Mutant(
        "all-extras-go-back",
        PAID,
        "        if own.code in back\n",
        "",
        "money goes back for what the table keeps",
        RULES,
    ),
    Mutant(
        "seats-always-go-back",
        PAID,
        "for key in keys if seats_go_back)",
        "for key in keys)",
        "money goes back for a seat that the table keeps",
        RULES,
    ),
    Mutant(
        "the-extras-of-another-go-back",
        PAID,
        "in keys and own.paid_minor)",
        "in (*keys, (own.passenger_id, own.segment_n)) and own.paid_minor)",
        "who gives up takes the companions' extras along",
        RULES,
    ),
    Mutant(
        "an-extra-twice-in-one-order",
        JUDGING,
        "if len(set(names)) != len(names) or not has.isdisjoint(names):",
        "if False:",
        "one lounge visit is paid twice",
        ASKED,
    ),
    Mutant(
        "an-extra-for-who-stays",
        JUDGING,
        "if wish.code not in booking.sells or not is_going or wish.price_minor < 0:",
        "if wish.code not in booking.sells or wish.price_minor < 0:",
        "an extra is sold to who does not fly",
        ASKED,
    ),
    Mutant(
        "what-goes-back-is-not-owed",
        JUDGING,
        "owed=(*booking.owed, *owed))",
        "owed=booking.owed)",
        "the desk knows nothing of the money that the slip promises",
        ASKED,
    ),
    Mutant(
        "what-went-back-stays-theirs",
        JUDGING,
        "for own in booking.extras if _name(own) not in gone)",
        "for own in booking.extras)",
        "the lounge visit whose money went back is used all the same",
        ASKED,
    ),
)
