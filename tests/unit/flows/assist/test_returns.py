"""Goods come back by the code on their receipt: to staff who may, and never the same money twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.flows.assist.events import FindReturn, RefundChosen, RefundLineToggled, ReturnFound
from kiosk.flows.assist.flow import amount_of
from kiosk.flows.assist.states import Lane, Reason, Refund
from kiosk.flows.assist.view import view
from kiosk.flows.base import BackPressed, EffectFailed
from kiosk.flows.checkout.attended.refunding import refundable_of
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.guests import Customer
from kiosk.flows.shell.examples import SESSION, SITE
from kiosk.flows.shell.session import Attract, InFlow
from kiosk.flows.signing import ReturnCodeRead
from tests.unit.flows.assist.test_assist import HAND, at_lane, page, with_nobody
from tests.unit.flows.given import Checkout, Glass
from tests.unit.papers.test_returned import refunded

CODE = ReturnCodeRead("abc")


def sold() -> Checkout:
    return Checkout().scan(0, 1).receipt()


@pytest.mark.parametrize("why", ["not_ours", "too_late"])
def test_a_code_of_which_nothing_comes_back_says_why(why: str) -> None:
    glass = with_nobody()
    glass.take(CODE)
    glass.take(ReturnFound(None, why=why))
    assert page(glass) == replace(_lane(glass), problem=why, is_asked=False)


def _lane(glass: Glass) -> Lane:
    state = page(glass)
    assert isinstance(state, Lane)
    return state


def test_what_came_back_already_does_not_come_back_again() -> None:
    glass = with_nobody()
    glass.take(CODE)
    own = Checkout().receipt().sale
    back = refunded(own.total.minor, own)
    assert refundable_of(back).minor == 0
    glass.take(ReturnFound(back))
    assert _lane(glass).problem == "returned"


def test_a_look_up_that_failed_leaves_the_page_as_it_was() -> None:
    glass = with_nobody()
    glass.take(CODE)
    assert _lane(glass).is_asked
    glass.take(EffectFailed("FindReturn", "return"))
    assert not _lane(glass).is_asked


def test_who_may_not_refund_brings_nothing_back() -> None:
    glass = with_nobody(HAND)
    glass.take(CODE)
    assert not any(isinstance(own, FindReturn) for own in glass.effects)


def test_while_somebody_shops_nothing_comes_back() -> None:
    glass = at_lane()
    glass.take(CODE)
    assert not any(isinstance(own, FindReturn) for own in glass.effects)


def test_an_answer_nobody_waits_for_opens_nothing() -> None:
    glass = with_nobody()
    before = page(glass)
    glass.take(ReturnFound(sold().sale))
    assert page(glass) == before


def test_a_code_brings_its_sale_and_lines_that_are_too_late_stay_shut() -> None:
    glass = with_nobody()
    glass.take(CODE)
    assert [own.code for own in glass.effects if isinstance(own, FindReturn)] == ["abc"]
    own = sold().sale
    first, second = (line.n for line in own.lines)
    glass.take(ReturnFound(own, late=(first,)))
    state = page(glass)
    assert isinstance(state, Refund)
    site = replace(SITE, customer=Customer("shell/Attract"))
    rows = view(state, site).parts["rows"]
    assert isinstance(rows, tuple)
    kinds = [row["kind"] for row in rows if isinstance(row, dict)]
    assert kinds == ["off", "plain"]
    glass.take(RefundLineToggled(first))
    glass.take(RefundChosen())
    assert page(glass) == replace(state, problem="amount"), "with a line that is too late, lines are chosen"
    glass.take(RefundLineToggled(second))
    glass.take(RefundChosen())
    wished = page(glass)
    assert isinstance(wished, Reason)
    assert wished.wish.value == own.lines[1].total.minor


def test_without_a_line_that_is_too_late_all_of_it_comes_back() -> None:
    glass = with_nobody()
    glass.take(CODE)
    own = sold().sale
    glass.take(ReturnFound(own))
    state = page(glass)
    assert isinstance(state, Refund)
    assert amount_of(state) == own.total == refundable_of(own) != Money(0, "EUR")
    glass.take(BackPressed())
    assert _lane(glass).last == own


def test_a_customer_who_scans_such_a_code_hears_that_it_is_no_item() -> None:
    glass = Glass(replace(SESSION, screen=Attract()))
    glass.take(CODE)
    assert isinstance(glass.session.screen, InFlow)
    state = glass.session.screen.state
    assert isinstance(state, Scanning)
    other = Glass(replace(SESSION, screen=Attract()))
    other.take(Scanned(problem="NOT_AN_ITEM"))
    assert isinstance(other.session.screen, InFlow)
    assert isinstance(other.session.screen.state, Scanning)
    assert state.notice is not None
    assert other.session.screen.state.notice is not None
    assert state.notice.code == other.session.screen.state.notice.code
