"""Documents by destination and nationality, held against the journey and the people of a booking."""

from __future__ import annotations

import pytest

from kiosk.domain.private import MASK, NOT_KEPT
from kiosk.domain.travel.booking import Booking, Passenger
from kiosk.domain.travel.documents import (
    DocumentKind,
    TravelDocument,
    country_of,
    french_card_expiry,
    kind_of,
)
from kiosk.domain.travel.needs import (
    DocumentTable,
    Finding,
    Judgement,
    Requirement,
    Visa,
    asked_of,
    entries,
    judge,
    judged,
    months_later,
)
from kiosk.domain.values import replace
from kiosk.services.departures.tables import document_table
from tests.unit.domain.travel.bookings import (
    ADULT,
    AMS,
    CHILD,
    DXB,
    EIN,
    GRU,
    JFK,
    LHR,
    LIS,
    OTHER,
    PASSPORT,
    booking,
    flight,
)

TABLE = document_table()
DAY = "2026-11-22"
EVERY = ("2000-01-01", "2099-12-31")


def asks(months: int = 0, kinds: tuple[DocumentKind, ...] = (DocumentKind.PASSPORT,)) -> Requirement:
    return Requirement("PT", "*", kinds, months, Visa.OK, False, False, *EVERY)


# --- the document itself --------------------------------------------------------------------------------------------


def test_no_text_of_a_document_is_kept_and_nothing_of_it_is_shown() -> None:
    fields = TravelDocument.__dataclass_fields__.values()
    assert all(own.metadata == NOT_KEPT for own in fields if own.type == "str")
    assert repr(PASSPORT) == "TravelDocument(...)"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("P", DocumentKind.PASSPORT),
        ("PD", DocumentKind.PASSPORT),
        ("ID", DocumentKind.IDENTITY_CARD),
        ("I", DocumentKind.IDENTITY_CARD),
        ("AR", DocumentKind.IDENTITY_CARD),
        ("AC", DocumentKind.OTHER),
        ("C", DocumentKind.IDENTITY_CARD),
        ("V", DocumentKind.VISA),
        ("D1", DocumentKind.OTHER),
        ("", DocumentKind.OTHER),
    ],
)
def test_the_first_letters_of_a_zone_say_what_a_document_is(code: str, kind: DocumentKind) -> None:
    assert kind_of(code) is kind


@pytest.mark.parametrize(("code", "country"), [("D", "DEU"), ("D<<", "DEU"), ("nld", "NLD"), ("XXA", "XXA"), ("", "")])
def test_a_country_is_called_by_its_three_letters(code: str, country: str) -> None:
    assert country_of(code) == country


@pytest.mark.parametrize(
    ("number", "born", "expires"),
    [
        ("1402751001234", "1990-05-17", "2029-02"),
        ("1402751001234", "1996-02-01", "2029-02"),
        ("1402751001234", "1996-03-01", "2024-02"),
        ("9912751001234", "1960-01-01", "2014-12"),
        ("1413751001234", "1990-05-17", ""),
        ("AB02751001234", "1990-05-17", ""),
        ("", "1990-05-17", ""),
    ],
)
def test_a_french_card_expires_by_its_number_and_the_age_of_who_got_it(number: str, born: str, expires: str) -> None:
    assert french_card_expiry(number, born) == expires


# --- one document, one passenger, one arrival -----------------------------------------------------------------------

JUDGED: list[tuple[str, TravelDocument, Passenger, Requirement | None, tuple[Finding, ...]]] = [
    ("as it should be", PASSPORT, ADULT, asks(), ()),
    ("from the journal", replace(PASSPORT, number=MASK, surname=MASK), ADULT, asks(), (Finding.FORGOTTEN,)),
    ("no number", replace(PASSPORT, number=""), ADULT, asks(), (Finding.INCOMPLETE,)),
    ("no name", replace(PASSPORT, surname=""), ADULT, asks(), (Finding.INCOMPLETE,)),
    ("no birth date typed", replace(PASSPORT, birth_date="", is_typed=True), ADULT, asks(), (Finding.INCOMPLETE,)),
    ("no birth date of no zone", replace(PASSPORT, birth_date="", format=""), ADULT, asks(), (Finding.INCOMPLETE,)),
    ("a zone without a birth date", replace(PASSPORT, birth_date=""), ADULT, asks(), ()),
    ("no expiry", replace(PASSPORT, expiry_date=""), ADULT, asks(), (Finding.INCOMPLETE,)),
    ("a card for a passport", replace(PASSPORT, kind="identity_card"), ADULT, asks(), (Finding.KIND,)),
    ("a visa alone", replace(PASSPORT, kind="visa"), ADULT, asks(), (Finding.KIND,)),
    ("any kind at home", replace(PASSPORT, kind="identity_card"), ADULT, None, ()),
    ("expired yesterday", replace(PASSPORT, expiry_date="2026-11-21"), ADULT, asks(), (Finding.EXPIRED,)),
    ("expired at home", replace(PASSPORT, expiry_date="2026-11-21"), ADULT, None, (Finding.EXPIRED,)),
    ("expires on the day", replace(PASSPORT, expiry_date=DAY), ADULT, asks(), ()),
    ("expires on the day, six months asked", replace(PASSPORT, expiry_date=DAY), ADULT, asks(6),
        (Finding.EXPIRES_SOON,)),
    ("six months less a day", replace(PASSPORT, expiry_date="2027-05-21"), ADULT, asks(6), (Finding.EXPIRES_SOON,)),
    ("six months to the day", replace(PASSPORT, expiry_date="2027-05-22"), ADULT, asks(6), ()),
    ("an expiry without day", replace(PASSPORT, expiry_date="2026-11"), ADULT, asks(), (Finding.EXPIRED,)),
    ("an expiry without day, a month ahead", replace(PASSPORT, expiry_date="2026-12"), ADULT, asks(), ()),
    ("an expiry of a year", replace(PASSPORT, expiry_date="2027"), ADULT, asks(1), ()),
    ("another name", replace(PASSPORT, surname="DEVRIES"), ADULT, asks(), (Finding.NAME,)),
    ("another birth date", replace(PASSPORT, birth_date="1990-05-18"), ADULT, asks(), (Finding.BIRTH_DATE,)),
    ("a birth date in part", replace(PASSPORT, birth_date="1990-05"), ADULT, asks(), ()),
    ("a birth date booked in part", PASSPORT, replace(ADULT, birth_date="1990"), asks(), ()),
    ("another year in part", replace(PASSPORT, birth_date="1991"), ADULT, asks(), (Finding.BIRTH_DATE,)),
    ("a birth date nobody booked", PASSPORT, replace(ADULT, birth_date=""), asks(), ()),
    ("all of it", replace(PASSPORT, surname="X", birth_date="1950-01-01", kind="visa", expiry_date="2020-01-01"), ADULT,
        asks(), (Finding.KIND, Finding.EXPIRED, Finding.NAME, Finding.BIRTH_DATE)),
    ("a name that was cut", replace(PASSPORT, given_names="AN", is_truncated=True), ADULT, asks(), ()),
    ("the same name not cut", replace(PASSPORT, given_names="AN"), ADULT, asks(), (Finding.NAME,)),
]  # fmt: skip


@pytest.mark.parametrize(("document", "who", "asked", "found"), [c[1:] for c in JUDGED], ids=[c[0] for c in JUDGED])
def test_all_that_is_wrong_with_a_document_is_found(
    document: TravelDocument, who: Passenger, asked: Requirement | None, found: tuple[Finding, ...]
) -> None:
    assert judge(document, who, asked, DAY) == found


@pytest.mark.parametrize(
    ("date", "months", "later"),
    [
        ("2026-11-22", 0, "2026-11-22"),
        ("2026-11-22", 3, "2027-02-22"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-01-15", 23, "2027-12-15"),
    ],
)
def test_months_later_is_a_day_that_there_is(date: str, months: int, later: str) -> None:
    assert months_later(date, months) == later


# --- a document in a booking ----------------------------------------------------------------------------------------

BRAM = replace(PASSPORT, given_names="BRAM", birth_date="1988-01-02")
TWIN_1 = replace(CHILD, id="t1", given_names="Anna Maria")
TWIN_2 = replace(CHILD, id="t2", given_names="Anna Sofia")
OF_TWIN = replace(PASSPORT, given_names="ANNA SOFIA", birth_date=CHILD.birth_date)
PARTY = booking(ADULT, OTHER, TWIN_1, TWIN_2, flights=(flight(),))
WHOSE: list[tuple[str, TravelDocument, str, tuple[Finding, ...], str]] = [
    ("one's own", PASSPORT, "p1", (), "p1"),
    ("from the journal", replace(PASSPORT, number=MASK), "p1", (Finding.FORGOTTEN,), "p1"),
    ("of another in the booking", BRAM, "p1", (Finding.OTHER_PERSON,), "p2"),
    ("expired, and of another", replace(BRAM, expiry_date="2001-01-01"), "p1", (Finding.OTHER_PERSON,), "p2"),
    ("of nobody here", replace(PASSPORT, surname="X", given_names="Y", birth_date="1950-01-01"), "p1",
        (Finding.MIXED,), ""),
    ("one's name, another birth date", replace(PASSPORT, birth_date="1990-05-18"), "p1", (Finding.BIRTH_DATE,), "p1"),
    ("one's birth date, another name", replace(PASSPORT, surname="VISSER"), "p1", (Finding.NAME,), "p1"),
    ("a name with the birth date of another", replace(PASSPORT, birth_date="1988-01-02"), "p1",
        (Finding.BIRTH_DATE,), "p1"),
    ("of the other twin", OF_TWIN, "t1", (Finding.OTHER_PERSON,), "t2"),
    ("of this twin", OF_TWIN, "t2", (), "t2"),
    ("of either twin", replace(OF_TWIN, given_names="ANNA"), "t2", (), "t2"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "who", "found", "owner"), [c[1:] for c in WHOSE], ids=[c[0] for c in WHOSE])
def test_a_document_is_taken_for_whom_it_fits_best(
    document: TravelDocument, who: str, found: tuple[Finding, ...], owner: str
) -> None:
    told = judged(document, who, PARTY, TABLE)
    assert (told.findings, told.owner_id) == (found, owner)
    assert told.is_accepted == (not found)


def test_father_and_son_of_one_name_are_told_apart_by_their_birth_dates() -> None:
    son = replace(ADULT, id="p9", birth_date="2015-01-01")
    made = booking(ADULT, son)
    assert judged(PASSPORT, "p9", made, TABLE) == Judgement((Finding.OTHER_PERSON,), "p1")
    assert judged(PASSPORT, "p1", made, TABLE).is_accepted


def test_an_answer_about_a_visa_says_for_which_flight_also_when_nothing_is_wrong() -> None:
    told = judged(PASSPORT, "p1", booking(flights=(flight(AMS, LHR),)), TABLE)
    assert (told.findings, told.visa, told.segment_n) == ((), Visa.OK_WITH_NOTE, 1)


def test_a_document_for_nobody_of_the_booking_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        judged(PASSPORT, "x", PARTY, TABLE)


def test_a_document_is_judged_by_every_country_it_is_for_and_the_strictest_answer_counts() -> None:
    made = booking(flights=(flight(), flight(LIS, DXB, leaves_in_h=60), flight(DXB, LHR, leaves_in_h=200)))
    soon = replace(PASSPORT, expiry_date="2027-03-01")
    told = judged(soon, "p1", made, TABLE)
    asked = TABLE.requirement("PT", "AE", "NLD", "2026-11-25")
    assert told == Judgement((Finding.EXPIRES_SOON,), "p1", Visa.OK_WITH_NOTE, 2, asked)
    card = replace(PASSPORT, kind="identity_card", nationality="XXA")
    strict = judged(card, "p1", booking(flights=(flight(AMS, LHR),)), TABLE)
    assert (strict.findings, strict.visa, strict.segment_n) == ((Finding.KIND,), Visa.DENY, 1)


def test_within_one_country_only_the_person_and_the_days_are_judged() -> None:
    made = booking(flights=(flight(AMS, EIN),))
    assert judged(replace(PASSPORT, kind="identity_card"), "p1", made, TABLE) == Judgement((), "p1")


# --- the journey ----------------------------------------------------------------------------------------------------

CONNECTING = booking(flights=(flight(AMS, LHR), flight(LHR, JFK, leaves_in_h=8)))
STAYING = booking(flights=(flight(AMS, LHR), flight(LHR, JFK, leaves_in_h=2 + 3 + 24)))


@pytest.mark.parametrize(
    ("made", "countries"),
    [
        (booking(), ["PT"]),
        (CONNECTING, ["US"]),
        (STAYING, ["GB", "US"]),
        (replace(STAYING, segments=STAYING.segments[::-1]), ["GB", "US"]),
        (replace(booking(), segments=()), []),
    ],
)
def test_a_country_is_entered_where_a_journey_ends_or_rests_a_day(made: Booking, countries: list[str]) -> None:
    assert [own.flight.destination.country for own in entries(made)] == countries


def test_what_is_asked_comes_in_the_order_of_travel_with_the_flight_that_goes_there() -> None:
    told = asked_of(STAYING, ADULT, TABLE)
    assert [(segment.n, asked.country, asked.needs_address) for segment, asked in told] == [
        (1, "GB", False),
        (2, "US", True),
    ]
    assert asked_of(booking(flights=(flight(AMS, EIN),)), ADULT, TABLE) == ()


def test_a_nationality_is_known_by_the_document_where_the_booking_does_not_tell() -> None:
    unknown = replace(ADULT, nationality="", document_country="BRA")
    ((_, asked),) = asked_of(booking(flights=(flight(AMS, GRU),)), unknown, TABLE)
    assert asked.group == "own"
    ((_, asked),) = asked_of(booking(flights=(flight(AMS, GRU),)), replace(unknown, nationality="NLD"), TABLE)
    assert asked.group == "EU"


# --- the table ------------------------------------------------------------------------------------------------------

ROWS = DocumentTable(
    (
        Requirement("PT", "own", (DocumentKind.IDENTITY_CARD,), 0, Visa.OK, False, False, *EVERY),
        Requirement("PT", "EU", (DocumentKind.PASSPORT,), 1, Visa.OK, False, False, "2026-01-01", "2026-12-31"),
        Requirement("PT", "EU", (DocumentKind.PASSPORT,), 2, Visa.OK, False, False, "2027-01-01", "2027-12-31"),
        Requirement("PT", "NONE", (DocumentKind.PASSPORT,), 9, Visa.OK, False, False, *EVERY),
        Requirement("PT", "*", (DocumentKind.PASSPORT,), 3, Visa.REFER, False, False, *EVERY),
    ),
    {"EU": frozenset({"PRT", "NLD", "DEU"})},
    {"PT": "PRT", "NL": "NLD", "DE": "DEU"},
)


@pytest.mark.parametrize(
    ("nationality", "date", "months"),
    [
        ("PRT", "2026-05-01", 0),
        ("NLD", "2026-01-01", 1),
        ("NLD", "2026-12-31", 1),
        ("NLD", "2027-01-01", 2),
        ("NLD", "2028-01-01", 3),
        ("NL", "2026-05-01", 1),
        ("D", "2026-05-01", 1),
        ("BRA", "2026-05-01", 3),
        ("", "2026-05-01", 3),
    ],
)
def test_the_first_row_that_fits_country_nationality_and_day_holds(nationality: str, date: str, months: int) -> None:
    asked = ROWS.requirement("NL", "PT", nationality, date)
    assert asked is not None
    assert asked.months_beyond == months


def test_within_one_country_nothing_is_asked_and_of_a_country_nobody_knows_staff_look() -> None:
    assert ROWS.requirement("PT", "PT", "NLD", DAY) is None
    unknown = ROWS.requirement("PT", "ZZ", "NLD", DAY)
    assert unknown is not None
    assert (unknown.visa, unknown.months_beyond, unknown.kinds) == (Visa.REFER, 6, (DocumentKind.PASSPORT,))
