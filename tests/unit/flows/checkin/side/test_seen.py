"""A document that staff saw: refused where it is the desk's to say, and no pass waits for it where it is theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from kiosk.domain.blockers import Blocker, Resolver, Severity, kind_of, registered
from kiosk.domain.travel import blockers
from kiosk.domain.travel.blockers import occurrence
from kiosk.domain.travel.booking import Proof
from kiosk.flows.checkin.aside.seen import HERE, may_resolve, resolved
from kiosk.flows.checkin.events import DocumentRead, GoOnPressed, LeftForDesk
from kiosk.flows.checkin.examples import EXAMPLES
from kiosk.flows.checkin.flow import step
from kiosk.flows.checkin.printing import is_held
from kiosk.flows.checkin.samples import AT
from kiosk.flows.checkin.states import Documents, Passengers, Refused, State, Summary, Trip, held
from kiosk.flows.checkout.attended.events import BlockerResolved, SessionEnded
from kiosk.flows.checkout.states import Ended
from tests.unit.flows.checkin.side.papers import BOTH, OF_RUI, PASSPORT, trip
from tests.unit.flows.checkin.side.table import SITE

LATER = replace(AT, utc_ms=AT.utc_ms + 60_000, draw=AT.draw + 100_000)
STAYS = ("Completing", "Printing", "ThankYou")


def needed(own: Trip, person: str = "p1") -> Blocker:
    """Return what a passenger's boarding pass waits for."""
    about = (one for one in own.blockers if one.code == blockers.CKIN_DOC_NEEDED)
    return next(one for one in about if one.subject == ("passenger", person))


def approved(own: Trip, blocker_id: str) -> BlockerResolved:
    return BlockerResolved(own.sale.version, blocker_id, "approve", "p-staff")


DESK: Final = tuple(
    own.code
    for own in registered()
    if own.code.startswith("CKIN.") and Resolver.ATTENDANT in own.resolvers and own.code not in HERE
)
LAW: Final = ("CKIN.CLOSED", "CKIN.VISA_DENY", "CKIN.DOC_EXPIRED", "CKIN.CHILD_ALONE", "CKIN.OFFLOADED")


@pytest.mark.parametrize("code", DESK)
def test_what_flight_authority_or_rules_ask_is_not_resolved_on_the_glass(code: str) -> None:
    own = occurrence(0, code, AT, ("passenger", "p1"))
    assert not any(may_resolve(own, way) for way in own.kind.ways)
    stopped = replace(trip(BOTH), blockers=(own,))
    for state in (Summary(stopped), Refused(stopped), Passengers(stopped)):
        assert resolved(state, approved(stopped, own.id), AT, SITE) == (state, ())


def test_of_what_stops_only_a_service_is_confirmed_at_the_kiosk() -> None:
    assert set(LAW) <= set(DESK)
    assert {code for code in HERE if kind_of(code).severity is Severity.STOP} == {blockers.CKIN_NEEDS_STAFF}


def read_as(**changes: Any) -> Documents:
    """Return the question of both with a passport on the glass that is otherwise."""
    after, _ = step(Documents(trip(BOTH), "p1"), DocumentRead(replace(PASSPORT, **changes)), LATER, SITE)
    assert isinstance(after, Documents)
    return after


def test_a_document_that_expired_is_not_seen_to_be_right_while_it_is_read_nor_after_it_is_left() -> None:
    shown = read_as(expiry_date="2024-05-09")
    of = needed(shown.trip)
    assert step(shown, approved(shown.trip, of.id), LATER, SITE) == (shown, ())
    left, _ = step(shown, LeftForDesk(), AT, SITE)
    assert isinstance(left, Documents)
    assert left.passenger_id == "p4"
    stays = Passengers(left.trip)
    assert step(stays, approved(left.trip, needed(left.trip).id), LATER, SITE) == (stays, ())
    second, _ = step(left, DocumentRead(OF_RUI), AT, SITE)
    assert isinstance(second, Documents)
    over, _ = step(second, GoOnPressed(), LATER, SITE)  # another passenger's document changes nothing about it
    assert isinstance(over, Summary)
    assert step(over, approved(over.trip, needed(over.trip).id), LATER, SITE) == (over, ())
    assert is_held(over.trip, "p1")


def test_a_name_that_differs_is_compared_by_staff_and_the_document_counts_as_seen() -> None:
    shown = read_as(surname="RIBEIRA-COSTA")
    (finding,) = shown.findings
    assert finding.code == blockers.CKIN_DOC_NAME
    assert step(shown, approved(shown.trip, needed(shown.trip).id), LATER, SITE) == (shown, ())  # this comes first
    after, _ = step(shown, approved(shown.trip, finding.id), LATER, SITE)
    assert isinstance(after, Documents)
    assert after.passenger_id == "p4"
    assert after.trip.proofs == (("p1", Proof.SEEN.value, "NLD"),)
    assert not is_held(after.trip, "p1")


@pytest.mark.parametrize("code", [blockers.CKIN_VISA_REFER, blockers.CKIN_VISA_SILENT])
def test_a_visa_comes_before_the_document_and_both_free_the_pass(code: str) -> None:
    own = trip(BOTH)
    visa = occurrence(9, code, AT, ("coupon", "p1/1"))
    state = Summary(replace(own, blockers=(visa, *own.blockers)))
    assert step(state, approved(own, needed(own).id), LATER, SITE) == (state, ())
    seen, _ = step(state, approved(own, visa.id), LATER, SITE)
    assert isinstance(seen, Summary)
    assert is_held(seen.trip, "p1")
    after, _ = step(seen, approved(seen.trip, needed(seen.trip).id), LATER, SITE)
    assert isinstance(after, Summary)
    assert not is_held(after.trip, "p1")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_blocker_nobody_has_changes_nothing_anywhere(name: str) -> None:
    state = EXAMPLES[name]
    event = BlockerResolved(held(state)[-1].version, "nobody's", "approve", "p")
    assert step(state, event, AT, SITE) == (state, ())


def test_another_way_or_another_version_is_not_taken() -> None:
    own = trip(BOTH)
    of = needed(own)
    state = Summary(own)
    for wrong in (
        replace(approved(own, of.id), way="rescanned"),
        replace(approved(own, of.id), version=own.sale.version + 1),
    ):
        assert resolved(state, wrong, AT, SITE) == (state, ())


@pytest.mark.parametrize("kind", [Passengers, Summary])
def test_a_document_that_was_seen_holds_no_pass_and_is_seen_once(kind: type[Passengers] | type[Summary]) -> None:
    own = trip(BOTH)
    assert is_held(own, "p1")
    event = approved(own, needed(own).id)
    after, _ = step(kind(own), event, LATER, SITE)
    assert isinstance(after, kind)
    assert not is_held(after.trip, "p1")
    assert is_held(after.trip, "p4")  # the other one's is another document
    assert [one[:2] for one in after.trip.proofs] == [("p1", Proof.SEEN.value)]
    assert step(after, event, AT, SITE) == (after, ())


def test_the_question_for_a_document_goes_on_to_the_next_one() -> None:
    own = trip(BOTH)
    after, _ = step(Documents(own, "p1"), approved(own, needed(own).id), AT, SITE)
    assert isinstance(after, Documents)
    assert after.passenger_id == "p4"


@pytest.mark.parametrize("name", EXAMPLES)
def test_staff_end_a_check_in_unless_something_is_under_way(name: str) -> None:
    state: State = EXAMPLES[name]
    after, _ = step(state, SessionEnded("left", "p"), AT, SITE)
    assert isinstance(after, Ended) or type(state).__name__ in (*STAYS, "Refused")
    assert not (isinstance(after, Ended) and type(state).__name__ in STAYS)
