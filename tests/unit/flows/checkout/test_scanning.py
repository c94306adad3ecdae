"""Scanning: what cannot go in is said and changes nothing; what can is in the basket with its sound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.basket import MAX_QTY
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.flows.base import Abandoned, BackPressed, CancelConfirmed, Event, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout import begin, step
from kiosk.flows.checkout.events import (
    Beep,
    ConnectTerminal,
    DiscardPressed,
    FewerPressed,
    MorePressed,
    PayPressed,
    ReleaseGoods,
    ResumePressed,
    Scanned,
    UndoPressed,
)
from kiosk.flows.checkout.shopping.scanning import UNDO_S
from kiosk.flows.checkout.states import UNDO_TIMER, Ended, Paying, ResumeOffer, Scanning
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, Clock, goods, without

CHEESE = replace(goods(0), is_weighed=True)
REFUSED = [
    (Scanned(problem="UNREADABLE"), "ITEM.UNREADABLE"),
    (Scanned(problem="TWO_CODES"), "ITEM.TWO_CODES"),
    (Scanned(problem="CHECK_DIGIT"), "ITEM.CHECK_DIGIT"),
    (Scanned(problem="NOT_AN_ITEM"), "ITEM.UNKNOWN"),
    (Scanned(problem="NEVER_HEARD_OF"), "ITEM.UNKNOWN"),
    (Scanned(None), "ITEM.UNKNOWN"),
    (Scanned(replace(goods(), unit=Money(1, "SEK"))), "ITEM.NOT_SOLD_HERE"),
    (Scanned(goods(), price=Money(1, "SEK")), "ITEM.NOT_SOLD_HERE"),
    (Scanned(goods(minor=-1)), "ITEM.NOT_SOLD_HERE"),
    (Scanned(CHEESE), "ITEM.NEEDS_WEIGHING"),
    (Scanned(CHEESE, weight_g=10**6), "ITEM.NEEDS_WEIGHING"),
]


@pytest.mark.parametrize(("event", "code"), REFUSED)
def test_what_cannot_go_in_is_said_with_a_sound_and_changes_no_line(event: Scanned, code: str) -> None:
    run = Checkout().scan(1)
    lines = run.sale.lines
    assert run.take(event) == (Beep("error"),)
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    assert run.state.notice.code == code
    assert run.sale.lines is lines


def test_the_hundredth_piece_is_refused_by_scan_and_by_touch() -> None:
    run = Checkout()
    run.take(*[Scanned(goods())] * MAX_QTY)
    for event in (Scanned(goods()), MorePressed(1)):
        run.take(event)
        assert isinstance(run.state, Scanning)
        assert run.state.notice is not None
        assert run.state.notice.code == "ITEM.LIMIT"
        assert run.sale.pieces == MAX_QTY


@pytest.mark.parametrize(
    "event",
    [PayPressed(), MorePressed(1), FewerPressed(1), UndoPressed(), TimedOut(UNDO_TIMER), TimedOut("x"), BackPressed()],
)
def test_an_empty_basket_takes_no_touch(event: Event) -> None:
    run = Checkout()
    was = run.state
    run.take(event)
    assert run.state is was
    assert not run.took


def test_a_scan_puts_the_piece_in_and_clears_what_was_said_before() -> None:
    run = Checkout()
    run.take(Scanned(None))
    assert run.take(Scanned(goods())) == (Beep("ok"), StopTimer(UNDO_TIMER))
    assert run.state == Scanning(run.sale, newest_n=1)


def test_a_weighed_piece_and_a_labelled_price_come_from_the_symbol() -> None:
    run = Checkout()
    run.take(Scanned(CHEESE, weight_g=500), Scanned(CHEESE, price=Money(123, "EUR")))
    assert [(line.weight_g, line.total.minor) for line in run.sale.lines] == [(500, 275), (None, 123)]


def test_more_and_fewer_mark_their_line_as_the_newest() -> None:
    run = Checkout().scan(0, 1)
    run.take(MorePressed(1))
    assert run.state == Scanning(run.sale, newest_n=1)
    run.take(FewerPressed(1))
    assert run.state == Scanning(run.sale, newest_n=1)
    assert run.sale.pieces == 2


def test_a_line_taken_out_can_be_brought_back_until_the_time_is_up() -> None:
    run = Checkout().scan(0, 1)
    was = run.sale.total
    assert run.take(FewerPressed(1)) == (StartTimer(UNDO_TIMER, UNDO_S),)
    assert run.take(UndoPressed()) == (StopTimer(UNDO_TIMER),)
    assert run.sale.total == was
    run.take(FewerPressed(1), TimedOut(UNDO_TIMER))
    assert run.take(UndoPressed()) == ()
    assert [line.n for line in run.sale.lines] == [2]


def test_a_second_tap_on_what_is_gone_changes_nothing_and_keeps_the_undo() -> None:
    run = Checkout().scan(0, 1)
    run.take(FewerPressed(1))
    for event in (FewerPressed(1), MorePressed(1)):
        was = run.state
        run.take(event)
        assert run.state is was
    run.take(UndoPressed())
    assert run.sale.pieces == 2


def test_pay_asks_for_a_terminal_that_is_there_and_free() -> None:
    for site, code in (
        (without("terminal"), "PAY.TERMINAL_AWAY"),
        (replace(SITE, is_terminal_asked=True), "PAY.TERMINAL_CHECKING"),
    ):
        run = Checkout(site=site).scan(0, 1)
        run.take(FewerPressed(1))
        assert run.take(PayPressed()) == (Beep("attention"),)
        assert isinstance(run.state, Scanning)
        assert run.state.notice is not None
        assert run.state.notice.code == code
        assert run.sale.state is SaleState.OPEN


def test_pay_freezes_the_basket_and_connects_before_anything_is_sent() -> None:
    run = Checkout().scan()
    assert run.take(PayPressed()) == (StopTimer(UNDO_TIMER), ConnectTerminal(run.attempt.id))
    assert isinstance(run.state, Paying)
    assert run.sale.state is SaleState.PAYING


def test_goods_that_cost_nothing_are_released_without_a_terminal() -> None:
    run = Checkout()
    run.take(Scanned(goods(minor=0)))
    assert run.take(PayPressed()) == (StopTimer(UNDO_TIMER), ReleaseGoods(run.sale.id))
    assert run.sale.state is SaleState.PAID
    assert run.sale.attempts == ()


@pytest.mark.parametrize(
    ("event", "becomes"), [(CancelConfirmed(), SaleState.VOID), (Abandoned(), SaleState.SUSPENDED)]
)
def test_giving_up_the_basket_keeps_every_line_on_record(event: Event, becomes: SaleState) -> None:
    run = Checkout().scan()
    assert run.take(event) == (StopTimer(UNDO_TIMER),)
    assert isinstance(run.state, Ended)
    assert (run.sale.state, run.sale.pieces) == (becomes, 2)


# --- a basket that a restart left -----------------------------------------------------------------------------------


def offer() -> Checkout:
    return Checkout(ResumeOffer(Checkout().scan().sale))


@pytest.mark.parametrize("event", [CancelConfirmed(), Abandoned(), DiscardPressed()])
def test_a_basket_nobody_wants_is_void(event: Event) -> None:
    run = offer()
    run.take(event)
    assert isinstance(run.state, Ended)
    assert run.sale.state is SaleState.VOID


def test_a_basket_that_is_mine_goes_on_with_every_line() -> None:
    run = offer()
    run.take(Scanned(goods()))
    assert isinstance(run.state, ResumeOffer)
    run.take(ResumePressed())
    assert isinstance(run.state, Scanning)
    assert run.sale.pieces == 2


# --- where it begins and ends ---------------------------------------------------------------------------------------


def test_only_a_scan_begins_a_checkout_by_itself() -> None:
    assert begin(PayPressed(), Clock().stamp(), SITE, "s") is None
    begun = begin(Scanned(goods()), Clock().stamp(), SITE, "s")
    assert begun is not None
    assert isinstance(begun[0], Scanning)
    assert begun[0].sale.pieces == 1
    assert begun[0].sale.session_id == "s"


def test_what_is_over_takes_nothing_more() -> None:
    over = Ended(Checkout().sale)
    for event in (PayPressed(), Scanned(goods()), CancelConfirmed(), Abandoned()):
        assert step(over, event, Clock().stamp(), SITE) == (over, ())
