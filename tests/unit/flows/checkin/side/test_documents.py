"""Travel documents: of whom, doubted, judged, read back; typed where no reader takes them; and nothing asked twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.text import Text, text
from kiosk.domain.travel import blockers
from kiosk.domain.travel.booking import Booking, Proof
from kiosk.domain.travel.documents import DocumentKind, Doubt, TravelDocument
from kiosk.domain.travel.needs import Finding, Judgement, Visa
from kiosk.flows.base import BackPressed, MoreTimePressed, Site
from kiosk.flows.checkin.aside.documents import details, documents, shown
from kiosk.flows.checkin.aside.examples import EXAMPLES
from kiosk.flows.checkin.aside.lacking import as_told, lacking, lacks_detail
from kiosk.flows.checkin.aside.shown.documents import day, details_view, documents_view, masked
from kiosk.flows.checkin.aside.shown.view import view
from kiosk.flows.checkin.events import (
    CharacterChosen,
    DocumentRead,
    FactTyped,
    GoOnPressed,
    LeftForDesk,
    ReadAnotherPressed,
)
from kiosk.flows.checkin.samples import AT, LIS, booking
from kiosk.flows.checkin.states import Detail, Details, Documents, Identify, Passengers, State, Summary
from tests.unit.flows.checkin.side.papers import (
    BOTH,
    DUTCH,
    OF_RUI,
    OVERSEAS,
    PASSPORT,
    asked,
    key,
    numbers,
    trip,
)
from tests.unit.flows.checkin.side.table import BARE, SITE, into, sound, without


def read(document: TravelDocument = PASSPORT, found: Booking | None = None) -> Documents:
    """Return what is shown after a document was read."""
    return into(documents(asked(found), DocumentRead(document), AT, SITE), Documents)


# --- what is missing --------------------------------------------------------------------------------------------------


def test_a_document_that_a_country_asks_for_is_missing_until_it_is_shown() -> None:
    own = trip(BOTH)
    assert lacking(own, SITE) == Documents(own, "p1")
    first = replace(own, proofs=(("p1", "SCANNED", "NLD"),))
    assert lacking(first, SITE) == Documents(first, "p4")
    both = replace(own, proofs=(("p1", "SCANNED", "NLD"), ("p4", "NONE", "")))
    assert lacking(both, SITE) is None


def test_address_and_contact_are_asked_where_the_country_wants_them_and_once_for_all() -> None:
    own = replace(trip(replace(BOTH, segments=OVERSEAS)), proofs=(("p1", "SCANNED", ""), ("p4", "SCANNED", "")))
    address = lacking(own, SITE)
    assert isinstance(address, Details)
    assert address == Details(own, "p1", Detail.ADDRESS)
    told = into(details(address, FactTyped("1 Main Street,  Springfield"), AT, SITE), Details)
    assert told.asks is Detail.CONTACT
    assert told.trip.details == (
        ("p1", "address", "1 Main Street, Springfield"),
        ("p4", "address", "1 Main Street, Springfield"),
    )
    done = into(details(told, FactTyped("0612345678"), AT, SITE), Summary)
    assert lacking(done.trip, SITE) is None
    assert as_told(done.trip).has_contact
    assert all(own.has_address for own in as_told(done.trip).passengers)


def test_what_the_booking_knows_is_not_asked() -> None:
    known_ = replace(DUTCH, has_address=True, proof=Proof.SCANNED)
    own = trip(replace(booking(known_, segments=OVERSEAS), has_contact=True))
    assert not any(lacks_detail(own, "p1", detail, SITE) for detail in (Detail.ADDRESS, Detail.CONTACT))


@pytest.mark.parametrize(("person", "site"), [("nobody", SITE), ("p1", BARE)])
def test_of_nobody_and_without_tables_nothing_is_missing(person: str, site: Site) -> None:
    assert not lacks_detail(trip(booking(DUTCH, segments=OVERSEAS)), person, Detail.ADDRESS, site)


# --- read -------------------------------------------------------------------------------------------------------------


def test_what_was_read_is_shown_before_it_is_taken() -> None:
    stepped = documents(asked(), DocumentRead(PASSPORT), AT, SITE)
    state = into(stepped, Documents)
    assert (state.trip.proofs, sound(stepped)) == ((), "ok")
    facts = documents_view(state, SITE).parts["facts"]
    assert [own["value"] for own in facts][:2] == ["ANA RIBEIRO", "\N{BULLET}" * 6 + "014"]  # type: ignore[union-attr,index,call-overload]  # a view holds anything
    done = into(documents(state, GoOnPressed(), AT, SITE), Summary)
    assert done.trip.proofs == (("p1", "SCANNED", "NLD"),)
    assert not any(own.code == blockers.CKIN_DOC_NEEDED for own in done.trip.blockers)


def test_nothing_of_a_document_stays_in_the_trip() -> None:
    done = into(documents(read(), GoOnPressed(), AT, SITE), Summary)
    assert "SPECI2014" not in str([getattr(done.trip, own) for own in done.trip.__slots__])
    assert "2031" not in str(done.trip.proofs)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("UNREADABLE", "unreadable"),
        ("CHECK_DIGIT", "unreadable"),
        ("FORMAT_NOT_SUPPORTED", "not_supported"),
        ("", "unreadable"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_works_instead(problem: str, said: str) -> None:
    stepped = documents(asked(), DocumentRead(problem=problem), AT, SITE)
    state = into(stepped, Documents)
    assert (state.problem, sound(stepped)) == (said, "error")
    assert key(documents_view(state, SITE).parts["banner"]["title"]).endswith(f"{said}.title")  # type: ignore[index,call-overload]  # a view holds anything


@pytest.mark.parametrize(
    ("document", "finding"),
    [
        (replace(PASSPORT, expiry_date="2024-05-09"), Finding.EXPIRED),
        (replace(PASSPORT, surname="SOMEBODY", given_names="ELSE"), Finding.NAME),
        (replace(PASSPORT, birth_date="1999-01-01"), Finding.BIRTH_DATE),
        (replace(PASSPORT, kind=DocumentKind.OTHER), Finding.KIND),
        (replace(PASSPORT, number=""), Finding.INCOMPLETE),
        (replace(PASSPORT, number="*"), Finding.FORGOTTEN),
        (replace(PASSPORT, surname="SOMEBODY", birth_date="1999-01-01"), Finding.MIXED),
    ],
)
def test_a_document_that_does_not_fit_says_why_and_is_never_taken(document: TravelDocument, finding: Finding) -> None:
    stepped = documents(asked(), DocumentRead(document), AT, SITE)
    state = into(stepped, Documents)
    assert state.judgement is not None
    assert (state.judgement.findings[0], sound(stepped)) == (finding, "error")
    assert documents(state, GoOnPressed(), AT, SITE) == (state, ())
    shown_ = documents_view(state, SITE)
    assert shown_.primary is not None
    assert (shown_.primary.event, key(shown_.parts["banner"]["title"]).split(".")[3]) == (  # type: ignore[index,call-overload]  # a view holds anything
        "ReadAnotherPressed",
        finding.value,
    )


def test_going_on_before_a_document_was_read_is_nothing() -> None:
    assert documents(asked(), GoOnPressed(), AT, SITE) == (asked(), ())


def test_the_document_of_a_companion_who_still_lacks_one_is_taken_as_theirs() -> None:
    state = read(OF_RUI, BOTH)
    assert state.passenger_id == "p4"
    following = into(documents(state, GoOnPressed(), AT, SITE), Documents)
    assert (following.passenger_id, following.trip.proofs) == ("p1", (("p4", "SCANNED", "NLD"),))


def test_the_document_of_a_companion_who_showed_theirs_is_refused_by_name() -> None:
    own = trip(BOTH)
    state = Documents(replace(own, proofs=(("p4", "SCANNED", "NLD"),)), "p1")
    other = into(documents(state, DocumentRead(OF_RUI), AT, SITE), Documents)
    assert (other.passenger_id, documents_view(other, SITE).parts["banner"]["text"]) == (  # type: ignore[index,call-overload]  # a view holds anything
        "p1",
        text("checkin.documents.finding.other_person.text", name="Rui"),
    )


def test_another_document_can_be_read_and_back_forgets_what_was_read() -> None:
    for event in (ReadAnotherPressed(), BackPressed()):
        assert into(documents(read(), event, AT, SITE), Documents).document is None


def test_back_leads_to_who_travels_or_to_the_beginning() -> None:
    assert into(documents(asked(), BackPressed(), AT, SITE), Identify)
    assert into(documents(asked(BOTH), BackPressed(), AT, SITE), Passengers)


def test_a_document_left_for_the_desk_lets_check_in_go_on_and_the_pass_wait() -> None:
    bad = read(replace(PASSPORT, expiry_date="2024-05-09"))
    done = into(documents(bad, LeftForDesk(), AT, SITE), Summary)
    assert done.trip.proofs == (("p1", "NONE", ""),)
    codes = [own.code for own in done.trip.blockers]
    assert blockers.CKIN_DOC_EXPIRED in codes
    assert len(codes) == len(set(codes))
    without_any = into(documents(asked(), LeftForDesk(), AT, SITE), Summary)
    assert blockers.CKIN_DOC_NEEDED in [own.code for own in without_any.trip.blockers]


def test_an_event_of_another_screen_changes_nothing() -> None:
    assert documents(asked(), MoreTimePressed(), AT, SITE) == (asked(), ())


# --- a doubtful character ---------------------------------------------------------------------------------------------

DOUBT = Doubt("SPECI2", "0O", "14")
READINGS = (PASSPORT, replace(PASSPORT, number="SPECI2O14"))


def doubted() -> Documents:
    """Return the question for the doubtful character."""
    return into(documents(asked(), DocumentRead(doubt=DOUBT, readings=READINGS), AT, SITE), Documents)


def test_a_doubtful_character_is_asked_and_makes_the_document_it_stands_for() -> None:
    shown_ = documents_view(doubted(), SITE)
    assert [dict(own.args)["character"] for own in shown_.parts["choices"]] == ["0", "O"]  # type: ignore[union-attr]  # a view holds anything
    state = into(documents(doubted(), CharacterChosen("O"), AT, SITE), Documents)
    assert state.document == READINGS[1]


def test_no_other_character_is_taken_and_none_without_the_question() -> None:
    assert documents(doubted(), CharacterChosen("Q"), AT, SITE) == (doubted(), ())
    assert documents(asked(), CharacterChosen("O"), AT, SITE) == (asked(), ())
    short = replace(doubted(), readings=READINGS[:1])
    assert documents(short, CharacterChosen("O"), AT, SITE) == (short, ())


def test_a_doubt_without_readings_is_a_document_that_could_not_be_read() -> None:
    assert into(documents(asked(), DocumentRead(doubt=DOUBT), AT, SITE), Documents).problem == "unreadable"


def test_back_from_the_doubt_asks_for_the_document_again() -> None:
    assert into(documents(doubted(), BackPressed(), AT, SITE), Documents).doubt is None


# --- a passport that told who is there --------------------------------------------------------------------------------


def test_a_passport_that_identified_counts_as_shown() -> None:
    own = replace(trip(), passenger_id="p1")
    assert shown(own, PASSPORT, AT, SITE).proofs == (("p1", "SCANNED", "NLD"),)


@pytest.mark.parametrize("document", [OF_RUI, replace(PASSPORT, expiry_date="2024-01-01")])
def test_one_that_does_not_fit_is_asked_for_later(document: TravelDocument) -> None:
    own = replace(trip(), passenger_id="p1")
    assert shown(own, document, AT, SITE) == own


def test_a_visa_that_staff_must_see_and_an_unknown_holder_are_asked_for_later() -> None:
    over = replace(trip(booking(DUTCH, segments=OVERSEAS)), passenger_id="p1")
    assert shown(over, PASSPORT, AT, SITE) == over
    assert shown(trip(), PASSPORT, AT, SITE) == trip()


@pytest.mark.parametrize("visa", [own for own in Visa if own is not Visa.OK])
def test_what_a_visa_needs_is_told_with_the_document(visa: Visa) -> None:
    state = replace(read(), judgement=Judgement((), "p1", visa))
    assert key(documents_view(state, SITE).parts["banner"]["title"]) == f"checkin.documents.visa.{visa.value}.title"  # type: ignore[index,call-overload]  # a view holds anything


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_without_a_reader_typing_is_the_primary() -> None:
    shown_ = documents_view(asked(), without("documents"))
    assert shown_.primary is not None
    assert (shown_.primary.event, shown_.parts["is_on"]) == ("TypeInsteadPressed", False)
    ready = documents_view(asked(), SITE)
    assert (ready.primary, ready.secondary is not None) == (None, True)


def test_what_the_country_asks_for_stands_there_and_of_nobody_nothing() -> None:
    found = documents_view(asked(), SITE).parts["asked"]
    assert found == (text("checkin.documents.asked", city=LIS.city, document=text("checkin.document.either")),)
    assert documents_view(replace(asked(), passenger_id="nobody"), SITE).parts["asked"] == ()


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2031", "2031"), ("", ""),
        ("2031-05", text("checkin.documents.month", month=text("checkin.month.5"), year="2031")),
        ("2031-05-09", text("checkin.documents.day", day="9", month=text("checkin.month.5"), year="2031")),
    ],
)  # fmt: skip
def test_a_date_is_said_as_far_as_it_is_known(date: str, said: Text | str) -> None:
    assert day(date) == said


@pytest.mark.parametrize(("number", "shown_"), [("", ""), ("AB", "AB"), ("AB1234", "\N{BULLET}" * 3 + "234")])
def test_of_a_number_only_its_end_is_shown(number: str, shown_: str) -> None:
    assert masked(number) == shown_


def test_several_travellers_are_told_apart_by_name() -> None:
    assert documents_view(asked(BOTH), SITE).title == text("checkin.documents.title_of", name="Ana")
    assert key(details_view(numbers()).title) == "checkin.details.number.title"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_example_has_a_view_that_can_be_left(name: str) -> None:
    state: State = EXAMPLES[name]
    shown_ = view(state, SITE)  # type: ignore[arg-type]  # the states beside the straight way
    assert any((shown_.primary, shown_.secondary, shown_.back))
    assert shown_.cancel is not None
