"""Every kind of blocker at a lane: staff settle it here, or read where it is settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.blockers import Blocker, BlockerKind, Resolver, registered
from kiosk.domain.text import Text
from kiosk.domain.travel.blockers import CKIN_DOC_NEEDED, CKIN_VISA_REFER
from kiosk.flows.assist.acts import DOCUMENTED, RESOLVABLE, SERVED, ways_of
from kiosk.flows.assist.elsewhere import elsewhere, place_of
from kiosk.flows.assist.states import Lane
from kiosk.flows.assist.view import view
from kiosk.flows.checkin.aside.seen import HERE
from kiosk.flows.checkout.examples import EXAMPLES as CHECKOUT
from kiosk.flows.checkout.states import held
from kiosk.flows.guests import Customer
from kiosk.flows.shell.examples import SITE
from kiosk.phrases import phrase
from kiosk.words import SiteFormat, Words

LEAD: Final = Person("lead", frozenset({Role.SUPERVISOR}))
ROOM: Final = Person("room", frozenset({Role.TECHNICIAN}))
KINDS: Final = [pytest.param(own, id=own.code) for own in registered()]
SCREENS: Final = (*RESOLVABLE, *DOCUMENTED, "checkin/Bags", "checkout/Paying", "shell/OutOfService")
SUBJECT: Final = ("passenger", "p1")


def at(screen: str, *codes: str) -> Customer:
    blockers = tuple(Blocker(f"b{n}", code, SUBJECT) for n, code in enumerate(codes))
    return Customer(screen, "s", blockers=blockers)


def note_of(customer: Customer, person: Person = LEAD) -> object:
    rows: Any = view(Lane(person), replace(SITE, customer=customer)).parts["rows"]
    note: object = rows[0]["text"]
    return note


def keys_of(note: object) -> list[str]:
    assert isinstance(note, Text)
    return [note.key, *(own.key for _, own in note.args if isinstance(own, Text))]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("screen", SCREENS)
def test_staff_settle_a_blocker_here_or_read_where_it_is_settled(screen: str, kind: BlockerKind) -> None:
    customer = at(screen, kind.code)
    rows: Any = view(Lane(LEAD), replace(SITE, customer=customer)).parts["rows"]
    row = rows[0]
    if ways_of(customer, customer.blockers[0]):
        assert row["event"] == "BlockerChosen"
        assert row["text"] == customer.blockers[0].words("staff")
    else:
        assert "event" not in row
        assert f"assist.where.{place_of(kind)}" in keys_of(row["text"])


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_blocker_is_settled_is_said_in_words(kind: BlockerKind) -> None:
    customer = at("checkin/Bags", kind.code)
    assert phrase(elsewhere(customer.blockers[0], customer), Words("en", SiteFormat())).strip()


@pytest.mark.parametrize("code", sorted(HERE))
def test_what_staff_may_settle_at_check_in_is_offered_where_the_traveller_goes_on(code: str) -> None:
    there = [own for own in SCREENS if own.startswith("checkin/")]
    screens = [own for own in there if ways_of(at(own, code), at(own, code).blockers[0])]
    assert set(screens) == set(SERVED if code == "CKIN.NEEDS_STAFF" else DOCUMENTED)


def test_what_no_attendant_resolves_is_never_offered() -> None:
    for kind in registered():
        for screen in SCREENS if Resolver.ATTENDANT not in kind.resolvers else ():
            assert ways_of(at(screen, kind.code), at(screen, kind.code).blockers[0]) == ()


def test_nothing_is_offered_while_a_paper_comes_out() -> None:
    busy = replace(at("checkin/Refused", "CKIN.NEEDS_STAFF"), is_busy=True)
    assert ways_of(busy, busy.blockers[0]) == ()


def test_a_document_says_that_the_visa_comes_first() -> None:
    customer = at("checkin/Summary", CKIN_DOC_NEEDED, CKIN_VISA_REFER)
    assert keys_of(note_of(customer))[1:] == ["blocker.CKIN.DOC_NEEDED.staff", "assist.where.first"]


def test_who_may_not_approve_reads_that_a_colleague_may() -> None:
    assert "assist.where.not_yours" in keys_of(note_of(at("checkin/Summary", CKIN_VISA_REFER), ROOM))


def test_travel_services_of_which_nothing_was_taken_back_say_so() -> None:
    (service,) = held(CHECKOUT["TakingBack-nothing"])
    rows: Any = view(Lane(LEAD, last=service), SITE).parts["rows"]
    (told,) = (own["text"].key for own in rows if own["kind"] == "off")
    assert told == "assist.refund.service"
