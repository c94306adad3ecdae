"""Goods that came back do not come back again: piece by piece, whatever became of the money on the way."""

from __future__ import annotations

import pytest

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.moves import AttemptState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Sale
from kiosk.domain.settling.giving_back import came_back, paid_for
from kiosk.flows.assist.events import RefundChosen, RefundLineToggled
from kiosk.flows.assist.flow import amount_of, open_pieces, step
from kiosk.flows.assist.states import Reason, Refund
from kiosk.flows.assist.view import view
from kiosk.flows.checkout import begin
from kiosk.flows.checkout.attended.events import RefundBegun
from kiosk.flows.checkout.attended.refunding import refundable_of
from kiosk.flows.checkout.events import DialogueEnded, MorePressed, TerminalAnswered, TerminalConnected
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, Clock

SUE = Person("sue", frozenset({Role.SUPERVISOR}))
TWO, ONE = 1, 2  # the lines' numbers


def sold() -> Sale:
    """Two pieces of one article and one of another, paid by one card."""
    run = Checkout().scan(0, 1)
    run.take(MorePressed(TWO))
    return run.receipt().sale


class Back(Checkout):
    """A refund of pieces under test."""

    def __init__(self, sale: Sale, *pieces: tuple[int, int]) -> None:
        super().__init__()
        minor = paid_for(sale, dict(pieces), came_back(sale)).minor if pieces else refundable_of(sale).minor
        event = RefundBegun(sale, minor, "returned", "sue", pieces)
        begun = begin(event, self.clock.stamp(), self.site, "session-2")
        assert begun is not None
        self.state, self.effects = begun
        self.take(TerminalConnected(self.attempt.id, "T1", 12))

    def ended(self, *, is_yes: bool = True) -> Sale:
        """Have the terminal say its last word."""
        result = Result(is_yes, self.attempt.amount, 13, "2", "B2", "T1", "Demo", "4471", "00" if is_yes else "05")
        self.take(TerminalAnswered(self.attempt.id, result))
        self.take(DialogueEnded(self.attempt.id, "completed" if is_yes else "aborted", "said"))
        return self.sale


def page(sale: Sale, *chosen: int) -> Refund:
    """Return the page of staff with lines touched in turn."""
    state: object = Refund(SUE, sale)
    for n in chosen:
        state = step(state, RefundLineToggled(n), Clock().stamp(), SITE)[0]  # type: ignore[arg-type]  # a page of it
    assert isinstance(state, Refund)
    return state


def kinds(state: Refund) -> list[object]:
    """Return how each line is shown."""
    rows = view(state, SITE).parts["rows"]
    assert isinstance(rows, tuple)
    return [row["kind"] for row in rows if isinstance(row, dict)]


def test_a_refund_that_was_declined_leaves_the_pieces_where_they_are() -> None:
    sale = Back(sold(), (ONE, 1)).ended(is_yes=False)
    assert sale.attempts[-1].state is AttemptState.DECLINED
    assert came_back(sale) == {}
    again = Back(sale, (ONE, 1)).ended()
    assert came_back(again) == {ONE: 1}


def test_what_may_have_gone_back_is_not_given_back_twice() -> None:
    under_way = Back(sold(), (ONE, 1)).sale  # the request is out and nothing is known
    assert came_back(under_way) == {ONE: 1}
    assert ONE not in open_pieces(page(under_way))


def test_a_piece_that_came_back_is_locked_and_the_other_one_of_its_line_is_not() -> None:
    sale = Back(sold(), (TWO, 1), (ONE, 1)).ended()
    assert came_back(sale) == {TWO: 1, ONE: 1}
    state = page(sale)
    assert open_pieces(state) == {TWO: 1}
    assert kinds(state) == ["plain", "off"]
    assert page(sale, ONE) == state, "what came back cannot be chosen"
    assert amount_of(page(sale, TWO)) == refundable_of(sale)


def test_touching_a_line_takes_one_piece_more_and_after_the_last_none() -> None:
    sale = sold()
    assert [page(sale, *[TWO] * touches).chosen for touches in range(4)] == [(), (TWO,), (TWO, TWO), ()]
    assert amount_of(page(sale, TWO, TWO)) == sale.lines[0].total
    assert kinds(page(sale, TWO)) == ["good", "plain"]


def test_the_wish_names_the_pieces_that_come_back() -> None:
    asked, _ = step(page(sold(), TWO, ONE, TWO), RefundChosen(), Clock().stamp(), SITE)
    assert isinstance(asked, Reason)
    assert asked.wish.pieces == ((TWO, 2), (ONE, 1))


@pytest.mark.parametrize("first", [((TWO, 1),), ((TWO, 2),), ((ONE, 1),)])
def test_pieces_and_then_all_the_rest_come_to_what_was_paid(first: tuple[tuple[int, int], ...]) -> None:
    sale = Back(sold(), *first).ended()
    sale = Back(sale).ended()
    assert refundable_of(sale).minor == 0
    back = sum(own.amount.minor for own in sale.attempts if own.kind == "REFUND")
    assert back == sale.total.minor
    assert [own.pieces for own in sale.facts.returns] == [first, ()]
