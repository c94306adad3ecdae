"""Typing the number below a barcode: a wrong one is said beside it and kept, a right one goes in as a scan does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import SaleState
from kiosk.domain.text import text
from kiosk.flows.base import Abandoned, BackPressed, CancelConfirmed, EffectFailed, Event, StopTimer, TimedOut
from kiosk.flows.checkout import begin, view
from kiosk.flows.checkout.events import (
    Beep,
    CodeTyped,
    FewerPressed,
    LookUpCode,
    MorePressed,
    PayPressed,
    Scanned,
    TypePressed,
)
from kiosk.flows.checkout.shopping.typing import PROBLEMS, UNKNOWN
from kiosk.flows.checkout.states import UNDO_TIMER, Ended, Scanning, Typing
from kiosk.flows.shell.examples import SITE
from kiosk.phrases import phrase
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.flows.given import Checkout, Clock, goods

CODE = "9520000000004"


def typing(*indexes: int) -> Checkout:
    """Return a checkout with goods in the basket, where a number is typed."""
    run = Checkout()
    if indexes:
        run.scan(*indexes)
    run.take(TypePressed())
    assert isinstance(run.state, Typing)
    return run


def looking_up() -> Checkout:
    """Return a checkout whose number is being looked up."""
    run = typing(0)
    assert run.take(CodeTyped(CODE)) == (LookUpCode(CODE),)
    return run


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Scanned(problem="LENGTH", is_typed=True), "length"),
        (Scanned(problem="CHECK_DIGIT", is_typed=True), "check_digit"),
        (Scanned(problem="NOT_AN_ITEM", is_typed=True), "unknown"),
        (Scanned(problem="FAILED", is_typed=True), "failed"),
        (Scanned(None, is_typed=True), "unknown"),
        (EffectFailed("LookUpCode", "typed"), "failed"),
    ],
)
def test_a_number_that_is_not_taken_is_kept_with_what_is_wrong(answer: Event, problem: str) -> None:
    run = looking_up()
    lines = run.sale.lines
    assert run.take(answer) == (Beep("error"),)
    assert run.state == Typing(run.sale, problem)
    assert run.sale.lines is lines


def test_nothing_typed_is_said_before_anything_is_looked_up() -> None:
    run = typing()
    assert run.take(CodeTyped("")) == (Beep("error"),)
    assert run.state == Typing(run.sale, "empty")


def test_a_number_pressed_twice_is_looked_up_and_added_once() -> None:
    run = typing()
    run.take(CodeTyped(CODE))
    for again in (CodeTyped(CODE), CodeTyped("")):
        assert run.take(again) == ()
        assert not run.took
    run.take(Scanned(goods(), is_typed=True), Scanned(goods(), is_typed=True))
    assert run.state == Scanning(run.sale, newest_n=1)
    assert run.sale.pieces == 1


def test_a_typed_number_goes_in_with_the_sound_of_a_scan() -> None:
    run = looking_up()
    assert run.take(Scanned(goods(1), is_typed=True)) == (Beep("ok"), StopTimer(UNDO_TIMER))
    assert run.state == Scanning(run.sale, newest_n=2)


def test_goods_that_cannot_be_sold_by_number_are_said_over_the_basket() -> None:
    run = looking_up()
    run.take(Scanned(replace(goods(), is_weighed=True), is_typed=True))
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    assert run.state.notice.code == "ITEM.NEEDS_WEIGHING"


def test_the_scanner_works_while_a_number_is_typed() -> None:
    run = typing(0)
    run.take(Scanned(goods(1)))
    assert run.state == Scanning(run.sale, newest_n=2)
    run.take(TypePressed(), Scanned(problem="UNREADABLE"))
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None


@pytest.mark.parametrize("leave", [BackPressed(), Scanned(goods(1))])
def test_the_answer_to_a_number_that_was_left_is_nobodys(leave: Event) -> None:
    run = looking_up()
    run.take(leave)
    state = run.state
    run.take(Scanned(goods(2), is_typed=True))
    assert run.state is state
    assert begin(Scanned(goods(), is_typed=True), Clock().stamp(), SITE, "s") is None


@pytest.mark.parametrize(
    "event", [PayPressed(), MorePressed(1), FewerPressed(1), TypePressed(), TimedOut(UNDO_TIMER), EffectFailed("x", "")]
)
def test_typing_takes_no_touch_of_the_basket(event: Event) -> None:
    run = typing(0)
    state = run.state
    run.take(event)
    assert run.state is state


def test_back_returns_to_the_basket_and_the_undo_of_before_is_over() -> None:
    run = Checkout().scan(0, 1)
    run.take(FewerPressed(2))
    assert run.take(TypePressed()) == (StopTimer(UNDO_TIMER),)
    run.take(BackPressed())
    assert run.state == Scanning(run.sale)


@pytest.mark.parametrize(
    ("event", "becomes"), [(CancelConfirmed(), SaleState.VOID), (Abandoned(), SaleState.SUSPENDED)]
)
def test_who_stops_leaves_no_basket_and_who_walks_away_may_come_back(event: Event, becomes: SaleState) -> None:
    run = typing(0)
    run.take(event)
    assert isinstance(run.state, Ended)
    assert run.sale.state is becomes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", ["empty", UNKNOWN, *PROBLEMS.values()])
def test_each_problem_names_the_number_and_says_what_to_do(language: str, problem: str) -> None:
    said = phrase(text(f"checkout.typing.problem.{problem}"), Words(language, SiteFormat()))
    shown = view(Typing(Checkout().sale, problem), SITE)
    assert shown.parts["problem"] == text(f"checkout.typing.problem.{problem}")
    assert len(said.split(". ")) == 2
    assert any(number in said.lower() for number in ("number", "nummer", "número", "digit"))


def test_the_basket_offers_to_type_and_the_number_travels_with_the_press() -> None:
    run = Checkout()
    offered = view(run.state, SITE).secondary
    assert offered is not None
    assert offered.event == "TypePressed"
    shown = view(Typing(run.sale), SITE)
    assert shown.primary is not None
    assert (shown.primary.event, shown.primary.args) == ("CodeTyped", (("code", ""),))
    assert shown.takes_scans
    busy = view(Typing(run.sale, is_looking_up=True), SITE).primary
    assert busy is not None
    assert busy.is_busy
