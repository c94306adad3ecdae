"""Time-outs: a warning before anything ends, one touch extends it, and no picture keeps somebody who left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import SaleState
from kiosk.flows.base import (
    AccessPressed,
    Effect,
    Event,
    HelpPressed,
    LanguageChosen,
    MoreTimePressed,
    PersonCalled,
    SheetClosed,
    StartTimer,
    StopTimer,
    TimedOut,
    Touched,
)
from kiosk.flows.checkout.events import (
    Beep,
    FinishPressed,
    PayPressed,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    Scanned,
    TerminalNotReached,
)
from kiosk.flows.checkout.paying import BUDGET_TIMER
from kiosk.flows.checkout.states import Paying, Receipt, Scanning
from kiosk.flows.shell import EXAMPLES
from kiosk.flows.shell.session import (
    Attract,
    Home,
    InFlow,
    Language,
    Session,
    StartPressed,
    StillThere,
)
from kiosk.flows.shell.step import LEAVE_S
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER, SHELL_TIMEOUT_S
from tests.unit.flows.given import Checkout, Glass, goods

WARN, LEAVE = TimedOut(IDLE_TIMER), TimedOut(LEAVE_TIMER)
STOP = (StopTimer(IDLE_TIMER), StopTimer(LEAVE_TIMER))
SHOPPING = replace(EXAMPLES["checkout/Scanning"], screen=InFlow("checkout", Checkout().scan().state))


def armed(effects: tuple[Effect, ...]) -> float | None:
    """Return the seconds the time-out was armed with by these effects, if it was."""
    found = [effect.seconds for effect in effects if isinstance(effect, StartTimer) and effect.timer == IDLE_TIMER]
    return found[-1] if found else None


def warned(session: Session = SHOPPING) -> Glass:
    glass = Glass(session)
    assert glass.take(WARN) == (StartTimer(LEAVE_TIMER, LEAVE_S), Beep("attention"))
    assert glass.session.sheet == StillThere(LEAVE_S)
    assert LEAVE_S >= 20
    return glass


# --- nobody is there ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["checkout/Scanning", "checkout/ResumeOffer", "checkout/Declined", "shell/Language", "shell/Home"]
)
def test_who_does_not_answer_the_warning_is_gone_and_leaves_nothing_behind(name: str) -> None:
    example = replace(EXAMPLES[name], site=replace(EXAMPLES[name].site, language="es"))
    glass = warned(example)
    glass.take(LEAVE)
    session = glass.session
    assert (session.id, session.sheet, session.site.language, session.screen) == ("", None, "en", Attract())
    is_kept = name in ("checkout/Scanning", "checkout/Declined")
    becomes = SaleState.SUSPENDED if is_kept else SaleState.VOID
    assert [sale.state for sale in session.sales] == [becomes for _ in example.sales]


@pytest.mark.parametrize("name", ["checkout/Receipt", "checkout/PaymentUnclear-review"])
def test_who_leaves_after_the_money_was_taken_loses_nothing_of_it(name: str) -> None:
    example = EXAMPLES[name]
    glass = warned(example)
    glass.take(LEAVE)
    assert glass.session.screen == Attract()
    assert [sale.state for sale in glass.session.sales] == [sale.state for sale in example.sales]


def test_a_warning_without_its_time_up_ends_nothing() -> None:
    glass = Glass(SHOPPING)
    was = glass.session
    glass.take(LEAVE)
    assert glass.session is was


@pytest.mark.parametrize(
    "name",
    [
        "shell/Starting",
        "shell/Attract",
        "shell/OutOfService",
        "checkout/Paying",
        "checkout/PaymentUnclear",
        "checkout/Receipt-printing",
        "checkout/ThankYou",
    ],
)
def test_a_picture_that_waits_for_no_customer_has_no_time_out(name: str) -> None:
    for timer in (WARN, LEAVE):
        glass = Glass(EXAMPLES[name])
        glass.take(timer)
        assert glass.session is EXAMPLES[name]


# --- somebody is there ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event", [MoreTimePressed(), SheetClosed(), Touched(), PayPressed(), Scanned(goods()), FinishPressed()]
)
def test_any_sign_of_life_answers_the_warning(event: Event) -> None:
    glass = warned()
    effects = glass.take(event)
    assert glass.session.sheet is None
    assert StopTimer(LEAVE_TIMER) in effects
    was = glass.session.screen
    glass.take(LEAVE)
    assert glass.session.screen is was


@pytest.mark.parametrize(("event", "wait"), [(HelpPressed(), 120), (PersonCalled(), 360)])
def test_help_asked_for_under_the_warning_takes_its_place(event: Event, wait: int) -> None:
    glass = warned()
    assert armed(glass.take(event)) == wait  # who waits for a person is given time
    assert glass.session.sheet is None


def test_ten_more_times_are_ten_more_times() -> None:
    glass = Glass(SHOPPING)
    for _ in range(10):
        glass.take(WARN)
        assert armed(glass.take(MoreTimePressed())) == 120
    assert isinstance(glass.state, Scanning)


def test_a_touch_beside_every_control_keeps_the_session() -> None:
    glass = Glass(SHOPPING)
    assert glass.take(Touched()) == (StartTimer(IDLE_TIMER, 120), StopTimer(LEAVE_TIMER))
    assert glass.session == SHOPPING
    assert Glass(EXAMPLES["checkout/Paying"]).take(Touched()) == ()


@pytest.mark.parametrize("event", [TimedOut("other"), TerminalNotReached("other", "")])
def test_what_a_device_or_a_timer_does_is_no_sign_of_life(event: Event) -> None:
    glass = warned()
    glass.take(event)
    assert glass.session.sheet == StillThere(LEAVE_S)


# --- arming ---------------------------------------------------------------------------------------------------------


def test_each_picture_arms_its_own_time_out_and_the_terminal_is_never_hurried() -> None:
    glass = Glass()
    assert armed(glass.take(StartPressed())) == SHELL_TIMEOUT_S
    assert isinstance(glass.state, Language)
    assert armed(glass.take(LanguageChosen("nl"))) == 120
    assert armed(glass.take(Scanned(goods()))) == 120
    effects = glass.take(PayPressed())
    assert isinstance(glass.state, Paying)
    assert effects[-2:] == STOP
    back = glass.take(TerminalNotReached(glass.state.attempt_id, ""))
    assert armed(back) == 120


def receipt() -> Glass:
    return Glass(replace(EXAMPLES["checkout/Receipt"], screen=InFlow("checkout", Checkout().receipt().state)))


def test_paper_under_way_stops_the_time_out_and_paper_that_failed_arms_it_again() -> None:
    glass = receipt()
    effects = glass.take(PrintPressed())
    assert effects[-2:] == STOP
    job = next(effect.job.id for effect in effects if isinstance(effect, PrintPaper))
    assert armed(glass.take(PrintEnded(job, "FAILED", "MEDIA_EMPTY"))) == 60
    assert isinstance(glass.state, Receipt)


def test_a_payment_that_goes_to_staff_arms_the_time_out_though_the_picture_stays() -> None:
    run = Checkout().unclear()
    glass = Glass(replace(EXAMPLES["checkout/PaymentUnclear"], screen=InFlow("checkout", run.state)))
    assert armed(glass.take(TimedOut(BUDGET_TIMER))) == 120
    glass.take(WARN, LEAVE)
    assert glass.session.screen == Attract()
    assert glass.session.inquiry is not None


@pytest.mark.parametrize("event", [AccessPressed(), LanguageChosen("nl")])
def test_what_somebody_opened_on_the_picture_that_nobody_owns_closes_by_itself(event: Event) -> None:
    glass = Glass()
    assert armed(glass.take(event)) == SHELL_TIMEOUT_S
    assert glass.take(WARN) == STOP
    session = glass.session
    assert (session.sheet, session.site.language, session.screen) == (None, "en", Attract())


def test_a_sheet_that_is_closed_on_the_picture_that_nobody_owns_disarms_it() -> None:
    glass = Glass()
    glass.take(AccessPressed())
    assert glass.take(SheetClosed()) == STOP


def test_home_without_a_customer_goes_back_to_the_picture() -> None:
    glass = warned(EXAMPLES["shell/Home"])
    assert isinstance(glass.state, Home)
    assert glass.take(LEAVE) == STOP


def test_no_time_out_outlives_the_sale_it_was_armed_for() -> None:
    assert receipt().take(WARN, LEAVE)[-2:] == STOP
