"""How a customer sets the glass up for themselves, and that nothing of it is left for the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.stamp import Stamp
from kiosk.flows.base import (
    CHOICES,
    PLAIN,
    SLOW_FACTOR,
    AccessChosen,
    AccessPressed,
    CancelConfirmed,
    SheetClosed,
    StartTimer,
    TimedOut,
    Touched,
)
from kiosk.flows.shell import EXAMPLES, Session, frame, step
from kiosk.flows.shell.session import AccessSheet, Attract
from kiosk.flows.shell.waiting import IDLE_TIMER

AT = Stamp(1_790_000_000_000, 1_000, 7)
SCANNING = EXAMPLES["checkout/Scanning"]
ATTRACT = EXAMPLES["shell/Attract"]


def chosen(session: Session, setting: str, value: str) -> Session:
    return step(session, AccessChosen(setting, value), AT)[0]


def idle_s(session: Session) -> float:
    _, effects = step(session, Touched(), AT)
    return next(e.seconds for e in effects if isinstance(e, StartTimer) and e.timer == IDLE_TIMER)


@pytest.mark.parametrize("setting", CHOICES)
def test_each_choice_reaches_the_frame_and_its_sheet_stays(setting: str) -> None:
    open_sheet = step(SCANNING, AccessPressed(), AT)[0]
    for value in CHOICES[setting]:
        open_sheet = chosen(open_sheet, setting, value)
        assert getattr(frame(open_sheet).access, setting) == value or value == CHOICES[setting][0]
        assert open_sheet.sheet == AccessSheet()
    assert step(open_sheet, SheetClosed(), AT)[0].sheet is None


@pytest.mark.parametrize(("setting", "value"), [("text", "900"), ("look", "pink"), ("volume", "11"), ("", "")])
def test_what_is_not_offered_is_not_taken(setting: str, value: str) -> None:
    assert chosen(SCANNING, setting, value) is SCANNING


def test_the_basket_and_its_total_stay_as_they_are() -> None:
    large = chosen(chosen(SCANNING, "text", "150"), "look", "contrast")
    assert large.sales == SCANNING.sales


def test_larger_letters_give_three_times_as_long() -> None:
    assert idle_s(chosen(SCANNING, "text", "125")) == SLOW_FACTOR * idle_s(SCANNING)
    assert idle_s(chosen(SCANNING, "motion", "calm")) == idle_s(SCANNING)


def test_nothing_of_it_is_left_when_the_session_ends() -> None:
    ended = step(chosen(SCANNING, "look", "dark"), CancelConfirmed(), AT)[0]
    assert isinstance(ended.screen, Attract)
    assert ended.access == PLAIN


def test_a_choice_on_attract_goes_when_nobody_follows_it() -> None:
    touched, effects = step(ATTRACT, AccessChosen("look", "contrast"), AT)
    assert any(isinstance(effect, StartTimer) and effect.timer == IDLE_TIMER for effect in effects)
    assert step(replace(touched), TimedOut(IDLE_TIMER), AT)[0].access == PLAIN
