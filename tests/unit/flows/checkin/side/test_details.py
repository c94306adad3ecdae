"""Details typed by hand: field by field, what is wrong stays, and a document on the reader is taken instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.text import text
from kiosk.domain.travel import blockers
from kiosk.domain.travel.asking import Fact, Facts
from kiosk.flows.base import BackPressed, MoreTimePressed
from kiosk.flows.checkin.aside.documents import details, is_day
from kiosk.flows.checkin.aside.shown.documents import details_view
from kiosk.flows.checkin.events import (
    DocumentRead,
    FactTyped,
)
from kiosk.flows.checkin.samples import AT, booking
from kiosk.flows.checkin.shown.find import one_more_view
from kiosk.flows.checkin.states import Detail, Details, Documents, Identify, OneMore, Summary
from tests.unit.flows.checkin.side.papers import (
    DUTCH,
    PASSPORT,
    key,
    numbers,
    trip,
)
from tests.unit.flows.checkin.side.table import SITE, into, sound


def typed(state: Details, *texts: str, site=SITE):  # type: ignore[no-untyped-def]  # any state
    """Return where some typed details lead to."""
    for one in texts:
        state, _ = details(state, FactTyped(one), AT, site)  # type: ignore[assignment]  # any state
    return state


# --- typed ------------------------------------------------------------------------------------------------------------


def test_a_typed_document_is_taken_and_stays_unverified() -> None:
    done = typed(numbers(), " ab-12 34 ", "2031-05-09", "nld")
    assert isinstance(done, Summary)
    assert done.trip.proofs == (("p1", "TYPED", "NLD"),)
    assert blockers.CKIN_DOC_UNVERIFIED in [own.code for own in done.trip.blockers]


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (("",), "empty"), (("  ",), "empty"), (("AB1",), "shape"), (("A" * 21,), "shape"), (("Ä1234",), "shape"),
        (("AB1234", "--"), "empty"), (("AB1234", "2031-02-30"), "shape"), (("AB1234", "2031-2-3"), "shape"),
        (("AB1234", "2024-05-09"), "expired"), (("AB1234", "2031-05-09", ""), "empty"),
        (("AB1234", "2031-05-09", "NL"), "shape"), (("AB1234", "2031-05-09", "XXX"), "unknown"),
    ],
)  # fmt: skip
def test_what_is_typed_wrong_stays_with_what_is_wrong(texts: tuple[str, ...], problem: str) -> None:
    state = typed(numbers(), *texts)
    assert isinstance(state, Details)
    assert state.problem == problem
    assert key(details_view(state).parts["field"]["problem"]).endswith(f".{problem}")  # type: ignore[index,call-overload]  # a view holds anything


def test_a_document_that_expires_too_soon_for_the_country_is_said_beside_the_date() -> None:
    foreign = booking(replace(DUTCH, nationality="BRA", birth_date=""))
    state = typed(numbers(foreign), "AB1234", "2026-10-01")
    assert isinstance(state, Details)
    assert (state.asks, state.problem) == (Detail.EXPIRY, "expires_soon")


def test_a_date_of_nobody_is_judged_by_nothing() -> None:
    state = typed(replace(numbers(), passenger_id="nobody"), "AB1234", "2024-05-09")
    assert isinstance(state, Details)
    assert state.asks is Detail.COUNTRY


@pytest.mark.parametrize(
    ("asks", "text_", "problem"),
    [
        (Detail.ADDRESS, "", "empty"), (Detail.ADDRESS, "12", "shape"), (Detail.ADDRESS, "12345678", "shape"),
        (Detail.CONTACT, " ", "empty"), (Detail.CONTACT, "12345", "shape"),
    ],
)  # fmt: skip
def test_an_address_and_a_contact_have_a_least_length(asks: Detail, text_: str, problem: str) -> None:
    state = details(Details(trip(), "p1", asks), FactTyped(text_), AT, SITE)
    assert (into(state, Details).problem, sound(state)) == (problem, "error")


def test_back_goes_field_by_field_and_then_to_the_document() -> None:
    third = typed(numbers(), "AB1234", "2031-05-09")
    second = into(details(third, BackPressed(), AT, SITE), Details)
    first = into(details(second, BackPressed(), AT, SITE), Details)
    assert (third.asks, second.asks, first.asks) == (Detail.COUNTRY, Detail.EXPIRY, Detail.NUMBER)
    assert into(details(first, BackPressed(), AT, SITE), Documents)
    assert into(details(Details(trip(), "p1", Detail.ADDRESS), BackPressed(), AT, SITE), Identify)


def test_a_document_laid_on_the_reader_while_typing_is_taken_instead() -> None:
    assert into(details(numbers(), DocumentRead(PASSPORT), AT, SITE), Documents).document == PASSPORT


def test_an_event_of_another_screen_changes_no_detail() -> None:
    assert details(numbers(), MoreTimePressed(), AT, SITE) == (numbers(), ())


@pytest.mark.parametrize(
    ("date", "is_one"),
    [
        ("2024-02-29", True), ("2023-02-29", False), ("2000-02-29", True), ("1900-02-29", False), ("2026-04-31", False),
        ("2026-12-31", True), ("2026-13-01", False), ("0000-01-01", False), ("2026-01-00", False),
        ("२०२६-01-01", False), ("2026-01", False),
    ],
)  # fmt: skip
def test_a_day_is_a_day_of_the_calendar(date: str, is_one: bool) -> None:
    assert is_day(date) is is_one


def test_a_day_that_is_none_is_told_by_day_month_and_year_and_a_code_by_its_characters() -> None:
    wrong = [OneMore(trip().sale, Facts(), fact, problem="shape") for fact in (Fact.DATE, Fact.REFERENCE)]
    told = [one_more_view(own).parts["field"]["problem"] for own in wrong]  # type: ignore[index,call-overload]  # a view holds anything
    assert told == [text("checkin.problem.shape_day"), text("checkin.problem.shape.text")]
