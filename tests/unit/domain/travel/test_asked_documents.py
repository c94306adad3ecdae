"""What countries ask of travellers, and what is wrong with a document, as reasons with words."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.domain.blockers import Severity
from kiosk.domain.travel import blockers as codes
from kiosk.domain.travel.booking import Booking, CouponState, Passenger, Proof
from kiosk.domain.travel.eligibility import Abilities, of_judgement, reasons
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.domain.travel.needs import Finding, Judgement, Visa
from kiosk.domain.values import replace
from kiosk.phrases import phrase
from kiosk.services.departures.tables import travel_rules
from kiosk.words import SiteFormat, Words
from tests.unit.domain.travel.bookings import (
    ADULT,
    AMS,
    AT,
    EIN,
    GRU,
    JFK,
    LIS,
    OTHER,
    booking,
    flight,
    local,
    stated,
)

RULES = travel_rules()
EN = Words("en", SiteFormat())
HOME: dict[str, Any] = {"origin": AMS, "destination": EIN}  # within one country: no document is asked for


def codes_of(made: Booking) -> list[str]:
    return [own.code for own in reasons(made, AT, Abilities(), RULES)]


UNKNOWN = replace(ADULT, nationality="")
DOCUMENTS: list[tuple[str, Passenger, Flight, list[str]]] = [
    ("within one country", ADULT, flight(**HOME), []),
    ("to another country", ADULT, flight(), [codes.CKIN_DOC_NEEDED]),
    ("typed", replace(ADULT, proof=Proof.TYPED), flight(), [codes.CKIN_DOC_UNVERIFIED]),
    ("scanned", replace(ADULT, proof=Proof.SCANNED), flight(), []),
    ("a note", replace(ADULT, proof=Proof.SCANNED), flight(destination=JFK), [codes.CKIN_VISA_NOTE]),
    ("a nationality by its document", replace(UNKNOWN, proof=Proof.SCANNED, document_country="NLD"),
        flight(destination=JFK), [codes.CKIN_VISA_NOTE]),
    ("a nationality nobody knows yet", UNKNOWN, flight(destination=JFK), [codes.CKIN_DOC_NEEDED]),
    ("a nationality of the rest", replace(ADULT, nationality="XYZ", proof=Proof.SCANNED), flight(destination=JFK),
        [codes.CKIN_VISA_REFER]),
    ("two letters", replace(ADULT, nationality="NL", proof=Proof.SCANNED), flight(), []),
]  # fmt: skip


@pytest.mark.parametrize(("who", "own", "expected"), [c[1:] for c in DOCUMENTS], ids=[c[0] for c in DOCUMENTS])
def test_what_a_country_asks_is_told_before_anything_is_asked(who: Passenger, own: Flight, expected: list[str]) -> None:
    assert codes_of(booking(who, flights=(own,))) == expected


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Visa.OK, None),
        (Visa.OK_WITH_NOTE, codes.CKIN_VISA_NOTE),
        (Visa.REFER, codes.CKIN_VISA_REFER),
        (Visa.SILENT, codes.CKIN_VISA_SILENT),
        (Visa.DENY, codes.CKIN_VISA_DENY),
    ],
)
def test_an_authority_counts_before_the_table_and_its_silence_is_never_a_yes(answer: Visa, code: str | None) -> None:
    made = booking(replace(ADULT, proof=Proof.SCANNED), flights=(flight(destination=JFK),))
    told = reasons(made, AT, Abilities(), RULES, {("p1", 1): answer})
    assert [own.code for own in told] == ([code] if code else [])
    assert all(own.kind.severity in (Severity.HOLD, Severity.STOP) for own in told if answer is Visa.SILENT)


def test_who_has_a_pass_or_no_coupon_there_is_asked_for_no_document() -> None:
    made = booking(ADULT, OTHER)
    assert codes_of(with_passes(stated(made, CouponState.CHECKED_IN))) == []
    without = replace(made, coupons=made.coupons[:1])
    assert [own.subject for own in reasons(without, AT, Abilities(), RULES)] == [("passenger", "p1")]


def with_passes(made: Booking) -> Booking:
    return replace(made, coupons=tuple(replace(own, passes=1) for own in made.coupons))


def test_who_is_checked_in_and_never_had_a_pass_shows_the_document_first() -> None:
    made = stated(booking(), CouponState.CHECKED_IN)
    assert codes_of(made) == [codes.CKIN_DOC_NEEDED]
    typed = made.with_passenger(replace(made.passengers[0], proof=Proof.TYPED))
    assert codes_of(typed) == [codes.CKIN_DOC_UNVERIFIED]
    seen = made.with_passenger(replace(made.passengers[0], proof=Proof.SCANNED))
    assert codes_of(seen) == []


@pytest.mark.parametrize("state", [FlightState.CANCELLED, FlightState.DEPARTED, FlightState.CLOSED])
def test_who_cannot_go_at_all_is_not_asked_for_documents(state: FlightState) -> None:
    assert len(codes_of(booking(flights=(flight(destination=JFK, state=state),)))) == 1
    assert codes_of(booking(replace(ADULT, services=("MEDA",)), flights=(flight(destination=JFK),))) == [
        codes.CKIN_NEEDS_STAFF
    ]


def test_who_comes_back_when_the_window_opens_is_told_what_to_bring() -> None:
    early = booking(flights=(flight(destination=JFK, opens=local(1)),))
    assert codes_of(early) == [codes.CKIN_WINDOW_NOT_OPEN, codes.CKIN_DOC_NEEDED, codes.CKIN_VISA_NOTE]


def test_a_document_is_asked_for_also_when_another_airline_flies_the_last_leg() -> None:
    made = booking(flights=(flight(), flight(LIS, GRU, leaves_in_h=6, is_here=False)))
    assert codes_of(made) == [codes.CKIN_NOT_HERE, codes.CKIN_DOC_NEEDED]
    flown = with_passes(stated(made, CouponState.CHECKED_IN, ("p1", 1)))
    assert codes_of(flown) == [codes.CKIN_NOT_HERE]


def test_the_country_of_a_flight_that_is_gone_asks_for_nothing_any_more() -> None:
    gone = flight(destination=JFK, leaves_in_h=-200)
    made = booking(flights=(gone, flight(JFK, AMS, leaves_in_h=3)))
    told = reasons(made, AT, Abilities(), RULES)
    assert [(own.code, own.subject) for own in told] == [
        (codes.CKIN_DEPARTED, ("segment", "1")),
        (codes.CKIN_DOC_NEEDED, ("passenger", "p1")),
    ]
    assert "For Amsterdam" in phrase(told[1].words("what"), EN)


def test_only_the_coupon_that_enters_the_country_asks_for_a_document() -> None:
    made = booking(flights=(flight(**HOME), flight(EIN, GRU, leaves_in_h=6)))
    assert codes_of(made) == [codes.CKIN_DOC_NEEDED]
    assert codes_of(with_passes(stated(made, CouponState.CHECKED_IN, ("p1", 2)))) == []


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_about_a_document_is_a_blocker_with_words(finding: Finding) -> None:
    asked = RULES.documents.requirement("NL", "AE", "NLD", "2026-11-22")
    judgement = Judgement((finding,), "p1", Visa.OK, 1, asked)
    (told,) = of_judgement(judgement, "p1", booking(), AT)
    assert told.subject == ("passenger", "p1")
    assert all(phrase(told.words(part), EN) for part in ("title", "what", "do", "staff"))


def test_a_document_that_expires_too_soon_says_how_long_it_must_be_valid() -> None:
    asked = RULES.documents.requirement("NL", "AE", "NLD", "2026-11-22")
    (told,) = of_judgement(Judgement((Finding.EXPIRES_SOON,), "p1", Visa.OK, 1, asked), "p1", booking(), AT)
    assert phrase(told.words("what"), EN) == "For Lisbon it must be valid 6 months after you arrive."


def test_a_finding_of_a_later_flight_names_where_that_one_goes() -> None:
    made = booking(flights=(flight(), flight(LIS, GRU, leaves_in_h=60)))
    told = of_judgement(Judgement((Finding.KIND,), "p1", Visa.REFER, 2), "p1", made, AT)
    assert [own.subject for own in told] == [("passenger", "p1"), ("coupon", "p1/2")]
    assert phrase(told[1].words("what"), EN) == "For São Paulo you may need a visa."


def test_the_answer_about_a_visa_comes_beside_the_findings_worst_first() -> None:
    told = of_judgement(Judgement((Finding.NAME,), "p1", Visa.DENY), "p1", booking(), AT)
    assert [own.code for own in told] == [codes.CKIN_VISA_DENY, codes.CKIN_DOC_NAME]
    assert told[0].subject == ("coupon", "p1/1")
    assert of_judgement(Judgement((), "p1"), "p1", booking(), AT) == ()


def test_a_booking_without_a_flight_cannot_be_judged_by_documents() -> None:
    with pytest.raises(KeyError):
        of_judgement(Judgement((Finding.NAME,), "p1"), "p1", replace(booking(), segments=()), AT)
