"""Attract says how long people are there, before anything is begun; so does everything that says where they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.hours import Opening
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import Text, text
from kiosk.flows.intents import NotAnEvent, event_of
from kiosk.flows.shell import EXAMPLES, Session, frame, step
from kiosk.flows.shell.session import OpeningTold, PersonSheet

AT = Stamp(1_790_000_000_000, 0, 0)


def told(session: Session, opening: Opening) -> Session:
    after, effects = step(session, OpeningTold(opening), AT)
    assert effects == ()
    return after


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (Opening.OPEN, text("people.open_until", closes="22:00")),
        (Opening.CLOSING, text("people.closing_soon", closes="22:00")),
        (Opening.CLOSED, text("people.closed", opens="06:00")),
    ],
)
def test_attract_says_what_the_clock_told(opening: Opening, expected: Text) -> None:
    parts = frame(told(EXAMPLES["shell/Attract-closing"], opening)).view.parts
    assert parts["open_until"] == expected
    assert parts["opening"] == opening


def test_where_people_are_says_when_they_are_back() -> None:
    closed = told(replace(EXAMPLES["shell/Attract"], sheet=PersonSheet()), Opening.CLOSED)
    shown = frame(closed).sheet
    assert shown is not None
    assert shown.text is None
    assert shown.parts is not None
    assert shown.parts["title"] == text("people.back", opens="06:00")


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_clock_moves_no_screen_and_takes_nothing(name: str) -> None:
    session = EXAMPLES[name]
    after = told(session, Opening.CLOSED)
    assert (after.screen, after.sheet, after.id, after.sales) == (
        session.screen,
        session.sheet,
        session.id,
        session.sales,
    )
    assert told(after, Opening.CLOSED) is after


def test_the_glass_cannot_say_what_time_it_is() -> None:
    with pytest.raises(NotAnEvent):
        event_of("OpeningTold", {"opening": "open"})
