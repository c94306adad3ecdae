"""Becoming a member: faults first, one field, nothing typed in a state, and prices for members at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.benefits.changing import Member, with_member
from kiosk.domain.private import Private
from kiosk.domain.text import text
from kiosk.flows.base import BackPressed, CancelConfirmed, EffectFailed, Event
from kiosk.flows.checkout import view
from kiosk.flows.checkout.attended.events import LineVoided
from kiosk.flows.checkout.benefits.events import MemberLeftOut, MemberPressed, MemberRead
from kiosk.flows.checkout.enrolling.events import Enrol, EnrolPressed, EnrolTold, EnrolTyped
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.events import Beep, CodeTyped, PayPressed, Scanned, TypePressed
from kiosk.flows.checkout.states import Ended, Membership, Scanning, Typing
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods

SHOP = replace(SITE, enrols=True)
TYPED = "canary@example.org"
MEMBER = Member("9981000000017", 0, 100)


def asked() -> Checkout:
    """Return a checkout with goods, on the page of who becomes a member."""
    run = Checkout(site=SHOP).scan(0)
    run.take(TypePressed(), EnrolPressed())
    assert run.state == Enrolling(run.sale)
    return run


def waiting() -> Checkout:
    run = asked()
    assert run.take(EnrolTyped(TYPED)) == (Enrol(run.sale.id, Private(TYPED)),)
    return run


def told(run: Checkout) -> EnrolTold:
    return EnrolTold(run.sale.id, "", MEMBER)


@pytest.mark.parametrize(("problem", "said"), [("contact", "contact"), ("already", "already"), ("?", "failed")])
def test_what_is_not_taken_is_said_beside_the_field_and_may_be_tried_again(problem: str, said: str) -> None:
    run = waiting()
    assert run.take(EnrolTold(run.sale.id, problem)) == (Beep("error"),)
    assert run.state == Enrolling(run.sale, said)
    assert not run.sale.facts.member
    assert run.take(EnrolTyped(TYPED)) == (Enrol(run.sale.id, Private(TYPED)),)


def test_silence_makes_nobody_a_member_here_and_is_asked_again_by_the_same_key() -> None:
    run = waiting()
    key = Enrol(run.sale.id, Private(TYPED)).key
    assert run.take(EffectFailed("Enrol", key)) == (Beep("error"),)
    assert run.state == Enrolling(run.sale, "failed")
    (again,) = run.take(EnrolTyped(TYPED))
    assert isinstance(again, Enrol)
    assert again.key == key


@pytest.mark.parametrize("event", [EnrolTyped("other"), EnrolTyped(""), PayPressed(), MemberPressed()])
def test_one_is_asked_about_at_a_time(event: Event) -> None:
    run = waiting()
    state = run.state
    assert run.take(event) == ()
    assert run.state is state


def test_an_answer_that_nobody_waits_for_changes_nothing() -> None:
    for run in (asked(), waiting()):
        state, late = run.state, replace(told(run), sale_id="another")
        run.take(late, EnrolTold("another", "already"), EffectFailed("Enrol", "another"))
        assert run.state is state
    run = asked()
    run.take(told(run), EnrolTold(run.sale.id, "already"), EffectFailed("Enrol", run.sale.id))
    assert run.state == Enrolling(run.sale)
    run = waiting()
    late = told(run)
    run.take(BackPressed(), late)
    assert run.state == Scanning(run.sale)
    assert not run.sale.facts.member


def test_where_the_shop_enrols_nobody_it_is_not_offered() -> None:
    run = Checkout().scan(0)
    run.take(TypePressed(), EnrolPressed())
    assert run.state == Typing(run.sale)
    assert view(run.state, SITE).secondary is None


def test_it_is_offered_where_a_number_is_typed_and_to_nobody_with_a_card() -> None:
    run = Checkout(site=SHOP).scan(0)
    run.take(TypePressed())
    offered = view(run.state, SHOP).secondary
    assert offered is not None
    assert offered.event == "EnrolPressed"
    run.take(CodeTyped("9520000000004"), EnrolPressed())
    assert run.state == Typing(run.sale, is_looking_up=True)
    run = Checkout(site=SHOP).scan(0)
    run.take(MemberRead(MEMBER), TypePressed(), EnrolPressed())
    assert run.state == Typing(run.sale)
    offered = view(run.state, SHOP).secondary
    assert offered is not None
    assert offered.event == "MemberPressed"


def test_the_new_member_shops_as_one_at_once_and_sees_the_number() -> None:
    run = waiting()
    assert run.take(told(run)) == (Beep("ok"),)
    assert run.state == Membership(run.sale)
    assert (run.sale.facts.member, run.sale.facts.is_new_member) == (MEMBER.id, True)
    shown = view(run.state, SHOP)
    assert shown.title == text("checkout.enrol.done")
    assert (shown.parts["card"], shown.parts["qr"]) == ("9981 0000 00017", f"PRONTO-MEMBER:{MEMBER.id}")


def test_the_card_read_again_still_shows_the_number_and_another_card_does_not() -> None:
    run = waiting()
    run.take(told(run), BackPressed(), MemberRead(MEMBER))
    assert view(run.state, SHOP).parts["card"]
    assert not with_member(run.sale, Member("m-2")).facts.is_new_member
    run.take(MemberLeftOut())
    assert not run.sale.facts.is_new_member
    assert view(Membership(with_member(run.sale, MEMBER)), SHOP).parts["card"] == ""


def test_the_scanner_works_on_and_a_typed_answer_is_nobodys() -> None:
    run = asked()
    run.take(Scanned(goods(1), is_typed=True))
    assert not run.took
    run.take(Scanned(goods(1)))
    assert run.state == Scanning(run.sale, newest_n=2)


def test_staff_may_change_the_basket_and_the_customer_may_give_it_up() -> None:
    run = waiting()
    run.take(LineVoided(run.sale.version, 1, "damaged", "p"))
    assert isinstance(run.state, Enrolling)
    assert not run.sale.lines
    run.take(CancelConfirmed())
    assert isinstance(run.state, Ended)


def test_nothing_typed_is_in_a_state_an_event_or_an_effect_that_is_shown() -> None:
    run = waiting()
    for shown in (run.state, EnrolTyped(TYPED), Enrol("s", Private(TYPED)), told(run), run.sale):
        assert TYPED not in repr(shown)


@pytest.mark.parametrize("problem", ["contact", "already", "failed"])
def test_the_page_says_what_is_wrong_aloud_and_beside_the_field(problem: str) -> None:
    own = text(f"checkout.enrol.problem.{problem}")
    shown = view(Enrolling(Checkout().sale, problem), SHOP)
    field = shown.parts["field"]
    assert isinstance(field, dict)
    assert (field["kind"], field["problem"]) == ("email", own)
    assert shown.spoken == (own,)
