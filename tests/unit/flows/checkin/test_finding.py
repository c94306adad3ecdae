"""Finding a booking: what is wrong is said where it was shown or typed, and nothing of anybody else is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.domain.travel.asking import Fact, Facts, Found, Miss, Missed, Unsure
from kiosk.domain.travel.documents import DocumentKind, Doubt, TravelDocument
from kiosk.flows.base import BackPressed, EffectFailed, MoreTimePressed
from kiosk.flows.checkin import flow
from kiosk.flows.checkin.events import (
    BookingTold,
    CardRead,
    DocumentRead,
    FactTyped,
    FindBooking,
    PassRead,
    WayChosen,
)
from kiosk.flows.checkin.samples import ALONE, ANA, booking
from kiosk.flows.checkin.states import Identify, OneMore, Typing
from kiosk.flows.checkout.events import Beep, Scanned
from tests.unit.flows.checkin.given import PASS, Traveller, site_with
from tests.unit.flows.given import Clock

PASSPORT = TravelDocument(
    "TD3", DocumentKind.PASSPORT.value, "NLD", "NLD", "SPECI2014", "RIBEIRO", "ANA", "1988-03-02", "2031-05-09", "F"
)


def asked(run: Traveller) -> Traveller:
    """Let no lookup be answered by itself."""
    run.keeps = {FindBooking}
    return run


def lookup(run: Traveller) -> str:
    return run.asked(FindBooking).lookup


# --- shown ------------------------------------------------------------------------------------------------------------


def test_a_document_on_the_glass_of_nobody_begins_a_check_in() -> None:
    begun = flow.begin(PassRead(Private(PASS)), Clock().stamp(), site_with(), "s")
    assert begun is not None
    assert isinstance(begun[0], Identify)
    assert begun[0].lookup
    assert flow.begin(MoreTimePressed(), Clock().stamp(), site_with(), "s") is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("FORMAT_NOT_SUPPORTED", "not_supported"),
        ("NOT_A_PASS", "not_a_pass"),
        ("TOO_SHORT", "too_short"),
        ("CHECK_DIGIT", "unreadable"),
    ],
)
def test_what_could_not_be_read_is_said_in_plain_words(code: str, problem: str) -> None:
    run = Traveller().take(PassRead(Private(Facts()), problem=code))
    assert isinstance(run.state, Identify)
    assert run.state.problem == problem
    assert run.last == (Beep("error"),)
    assert run.shown.parts["banner"]["title"].key == f"checkin.problem.{problem}.title"


@pytest.mark.parametrize(
    ("code", "problem"), [("", "not_a_pass"), ("LENGTH", "not_a_pass"), ("UNREADABLE", "unreadable")]
)
def test_a_code_that_is_nothing_of_a_travellers_is_said_to_be_so_wherever_it_is_shown(code: str, problem: str) -> None:
    sale = Sale("s-1", "EUR", "s", 0)
    begun = flow.begin(Scanned(problem=code), Clock().stamp(), site_with(), "s")
    assert begun is not None
    states = (Identify(sale), Typing(sale), OneMore(sale, Facts(), Fact.SURNAME))
    stepped = [flow.step(own, Scanned(problem=code), Clock().stamp(), site_with()) for own in states]
    for state, effects in (begun, *stepped):
        assert isinstance(state, Identify)
        assert (state.problem, effects) == (problem, (Beep("error"),))


def test_a_card_and_a_passport_find_the_booking_too() -> None:
    flyer = replace(ANA, frequent_flyer="NB700100200")
    card = CardRead(Private(Facts(card="NB700100200", surname="RIBEIRO")))
    assert Traveller(booking(flyer)).take(card).kind() == "Summary"
    run = Traveller().take(DocumentRead(PASSPORT))
    assert run.kind() == "Summary"
    assert run.trip.passenger_id == "p1"


def test_a_doubtful_character_of_the_number_does_not_matter_who_somebody_is() -> None:
    other = replace(PASSPORT, number="SPEC12014")
    doubt = Doubt("SPEC", "I1", "2014")
    run = Traveller().take(DocumentRead(doubt=doubt, readings=(PASSPORT, other)))
    assert run.kind() == "Summary"
    assert run.trip.proofs == ()


def test_a_doubtful_character_of_the_name_is_read_anew() -> None:
    other = replace(PASSPORT, surname="RIBE1RO")
    run = Traveller().take(DocumentRead(doubt=Doubt("RIBE", "I1", "RO"), readings=(PASSPORT, other)))
    assert isinstance(run.state, Identify)
    assert run.state.problem == "unreadable"


def test_a_birth_date_that_is_known_in_part_is_no_fact() -> None:
    run = asked(Traveller()).take(DocumentRead(replace(PASSPORT, birth_date="1988")))
    assert run.asked(FindBooking).facts.birth_date == ""


def test_only_the_answer_to_the_newest_document_counts() -> None:
    run = asked(Traveller()).show()
    first = lookup(run)
    run.show()
    assert not run.take(BookingTold(first, Private(Missed(Miss.NOT_FOUND)))).took
    run.take(BookingTold(lookup(run), Private(Missed(Miss.NOT_FOUND))))
    assert run.took
    assert not run.take(BookingTold(lookup(run), Private(Missed(Miss.NOT_FOUND)))).took


def test_a_lookup_that_broke_is_silence_and_said() -> None:
    run = asked(Traveller()).show()
    run.take(EffectFailed("FindBooking", lookup(run)))
    assert isinstance(run.state, Identify)
    assert run.state.problem == "silent"


def test_a_pass_that_was_cut_off_needs_the_surname_even_where_it_was_found() -> None:
    cut = replace(PASS, is_truncated=True)
    run = asked(Traveller()).show(cut)
    run.keeps = set()
    found = Traveller().show().booking()
    run.take(BookingTold(lookup(run), Private(Found(found, "p1"))))
    assert isinstance(run.state, OneMore)
    assert run.state.asks is Fact.SURNAME
    assert run.take(FactTyped("Ribeiro")).kind() == "Summary"


def test_a_cut_pass_with_the_wrong_surname_opens_nothing() -> None:
    run = Traveller().show(replace(PASS, is_truncated=True)).take(FactTyped("Silva"))
    assert isinstance(run.state, OneMore)
    assert run.state.problem == "not_found"


def test_touching_the_picture_of_a_reader_says_how_it_is_done() -> None:
    run = Traveller()
    for way in ("barcode", "passport", "card"):
        run.take(WayChosen(way))
        assert run.shown.parts["banner"]["title"].key == f"checkin.how.{way}.title"
    assert not run.take(WayChosen("nothing")).took
    assert not run.take(BackPressed()).took


# --- typed ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "problem"), [("", "empty"), ("ABC", "shape"), ("ÄBCDEF", "shape")])
def test_what_is_no_booking_code_is_said_beside_the_field(text: str, problem: str) -> None:
    run = Traveller().take(WayChosen("code"), FactTyped(text))
    assert isinstance(run.state, Typing)
    assert run.state.problem == problem
    assert run.shown.parts["field"]["problem"].key == f"checkin.problem.{problem}.text"


def test_a_ticket_number_has_thirteen_digits() -> None:
    run = Traveller().take(WayChosen("ticket"), FactTyped("12345"))
    assert isinstance(run.state, Typing)
    assert run.state.problem == "shape"


def test_a_surname_of_signs_alone_is_none() -> None:
    run = Traveller().take(WayChosen("code"), FactTyped("7K2PMX"), FactTyped("---"))
    assert isinstance(run.state, Typing)
    assert run.state.asks is Fact.SURNAME
    assert run.state.problem == "empty"


def test_a_wrong_pair_is_asked_anew_from_the_code_on() -> None:
    run = Traveller().type_in(surname="Silva")
    assert isinstance(run.state, Typing)
    assert (run.state.asks, run.state.problem) == (Fact.REFERENCE, "not_found")


def test_what_was_typed_is_kept_while_nobody_answers() -> None:
    run = Traveller()
    run.is_silent = True
    run.type_in()
    assert isinstance(run.state, Typing)
    assert (run.state.asks, run.state.problem, run.state.facts.ref) == (Fact.SURNAME, "silent", "7K2PMX")
    run.is_silent = False
    assert run.take(FactTyped("Ribeiro")).kind() == "Summary"


def test_while_one_is_looked_up_no_other_is_typed_and_back_is_a_step_at_a_time() -> None:
    run = asked(Traveller()).type_in()
    assert not run.take(FactTyped("Silva")).took
    run.take(BackPressed())
    assert isinstance(run.state, Typing)
    assert run.state.asks is Fact.REFERENCE
    assert run.take(BackPressed()).kind() == "Identify"
    assert not Traveller().take(WayChosen("code"), MoreTimePressed()).took


def test_a_document_may_be_shown_while_something_is_typed() -> None:
    assert Traveller().take(WayChosen("code")).show().kind() == "Summary"
    run = asked(Traveller()).show()
    run.take(BookingTold(lookup(run), Private(Unsure(Fact.DATE))))
    assert run.kind() == "OneMore"
    run.keeps = set()
    assert run.show().kind() == "Summary"


# --- one more ---------------------------------------------------------------------------------------------------------


def unsure(fact: Fact) -> Traveller:
    run = asked(Traveller()).take(DocumentRead(PASSPORT))
    run.take(BookingTold(lookup(run), Private(Unsure(fact))))
    assert isinstance(run.state, OneMore)
    return run


@pytest.mark.parametrize(
    ("fact", "text", "field", "value"),
    [
        (Fact.DATE, "2026-09-21", "date", "2026-09-21"),
        (Fact.DESTINATION, "lis", "destination", "LIS"),
        (Fact.REFERENCE, "7k2 pmx", "ref", "7K2PMX"),
        (Fact.SURNAME, "Núñez", "surname", "NUNEZ"),
    ],
)
def test_one_more_fact_goes_with_those_that_are_known(fact: Fact, text: str, field: str, value: str) -> None:
    run = unsure(fact).take(FactTyped(text))
    facts = run.asked(FindBooking).facts
    assert getattr(facts, field) == value
    assert facts.given_names == "ANA"


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Fact.DATE, "21-09-2026"),
        (Fact.DATE, "2026-13-01"),
        (Fact.DATE, "2026-0x-01"),
        (Fact.DESTINATION, "Lisbon"),
        (Fact.REFERENCE, "7K2"),
    ],
)
def test_what_cannot_be_such_a_fact_is_not_looked_up(fact: Fact, text: str) -> None:
    run = unsure(fact).take(FactTyped(text))
    assert isinstance(run.state, OneMore)
    assert run.state.problem == "shape"
    assert len(run.did(FindBooking)) == 1


def test_of_several_bookings_none_is_shown() -> None:
    run = unsure(Fact.DATE)
    assert ALONE.ref not in str(run.shown)
    assert "Ribeiro" not in str(run.shown)


def test_one_more_fact_can_be_left_and_answers_to_it_are_its_own() -> None:
    run = unsure(Fact.DATE)
    assert not run.take(BookingTold("other", Private(Missed(Miss.NOT_FOUND)))).took
    assert not run.take(MoreTimePressed()).took
    run.take(FactTyped("2026-09-21"))
    assert not run.take(FactTyped("2026-09-22")).took
    assert run.take(BackPressed()).kind() == "Identify"
