"""A document that staff saw: refused where it is the desk's to say, and no pass waits for it where it is theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.blockers import Blocker
from kiosk.domain.travel import blockers
from kiosk.domain.travel.blockers import occurrence
from kiosk.domain.travel.booking import Proof
from kiosk.flows.checkin.aside.seen import may_resolve, resolved
from kiosk.flows.checkin.examples import EXAMPLES
from kiosk.flows.checkin.flow import step
from kiosk.flows.checkin.printing import is_held
from kiosk.flows.checkin.samples import AT
from kiosk.flows.checkin.states import Documents, Passengers, State, Summary, Trip, held
from kiosk.flows.checkout.attended.events import BlockerResolved, SessionEnded
from kiosk.flows.checkout.states import Ended
from tests.unit.flows.checkin.side.papers import BOTH, trip
from tests.unit.flows.checkin.side.table import SITE

LATER = replace(AT, utc_ms=AT.utc_ms + 60_000, draw=AT.draw + 100_000)
STAYS = ("Completing", "Printing", "ThankYou")


def needed(own: Trip, person: str = "p1") -> Blocker:
    """Return what a passenger's boarding pass waits for."""
    about = (one for one in own.blockers if one.code == blockers.CKIN_DOC_NEEDED)
    return next(one for one in about if one.subject == ("passenger", person))


def approved(own: Trip, blocker_id: str) -> BlockerResolved:
    return BlockerResolved(own.sale.version, blocker_id, "approve", "p-staff")


@pytest.mark.parametrize("code", [blockers.CKIN_CLOSED, blockers.CKIN_VISA_DENY, blockers.CKIN_VISA_REFER,
                                  blockers.CKIN_DOC_EXPIRED, blockers.CKIN_NEEDS_STAFF])  # fmt: skip
def test_what_flight_visa_or_rules_ask_is_not_resolved_on_the_glass(code: str) -> None:
    own = occurrence(0, code, AT, ("passenger", "p1"))
    assert not any(may_resolve(own, way) for way in own.kind.ways)
    stopped = replace(trip(BOTH), blockers=(own,))
    state = Summary(stopped)
    assert resolved(state, approved(stopped, own.id), AT, SITE) == (state, ())


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
