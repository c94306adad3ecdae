"""The call board on a screen: who waits first, what to press, and nothing that complains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.domain.text import text
from kiosk.flows.callboard import EXAMPLES, QUESTION, Lane, LaneCall, view
from kiosk.flows.shell.examples import SITE
from kiosk.words import LANGUAGES, SiteFormat, Words
from screens.app import Glass
from screens.callboard.window import BoardWindow
from screens.gallery.geometry import misfits, walk

FORMATS = SiteFormat("nl_NL", "EUR", "Europe/Amsterdam")


class Desk:
    """A board's window with what was pressed on it and what the engine complained about."""

    def __init__(self, language: str, look: str) -> None:
        self.pressed: list[tuple[str, str, str]] = []
        self.complaints: list[str] = []
        self.glass = glass = Glass(width=1280, height=800, diagonal_in=21.5, place=(0, 0), look=look)
        site = replace(SITE, language=language)
        words = {own: Words(own, FORMATS) for own in LANGUAGES}
        self.board = BoardWindow(
            site, glass, words.__getitem__, lambda: EXAMPLES, self._answered, str, on_warning=self.complaints.append
        )
        self.board.window.show()

    def _answered(self, lane: str, call: str, kind: str) -> None:
        self.pressed.append((lane, call, kind))

    def item(self, name: str) -> QQuickItem:
        return next(item for item in walk(self.board.window.rootObject()) if item.objectName() == name)


@pytest.fixture(params=[("en", "light"), ("nl", "dark"), ("pt-BR", "contrast")], ids=lambda own: own[0])
def desk(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(*request.param)
    qtbot.waitUntil(made.board.window.isExposed)
    yield made
    assert made.complaints == []
    made.board.window.close()


def test_who_waits_longest_stands_first_and_can_be_answered(desk: Desk, qtbot: QtBot) -> None:
    accept = desk.item("10.0.0.2:7411/accept")
    assert accept.mapToScene(accept.boundingRect().center()).y() < 400
    assert accept.property("name") == desk.board.shell.say("staff.accept")
    accept.activated.emit()  # type: ignore[attr-defined]  # a signal of the control
    assert desk.pressed == [("10.0.0.2:7411", "c2", "accept")]


def test_nothing_is_cut_or_covered(desk: Desk) -> None:
    assert misfits(desk.board.window.rootObject(), desk.glass.px_per_mm) == []


def cards(lanes: Sequence[Lane] = EXAMPLES) -> list[Mapping[str, Any]]:
    shown = view(lanes).parts["lanes"]
    assert isinstance(shown, tuple)
    return [card for card in shown if isinstance(card, Mapping)]


def test_a_lost_line_is_told_and_the_call_last_heard_over_it_cannot_be_answered() -> None:
    lost = next(card for card in cards() if card["kind"] == "away")
    assert lost["name"] == "Kiosk 3"
    assert lost["actions"] == ()


def test_who_waits_comes_first_then_who_is_helped_then_the_quiet_ones() -> None:
    assert [card["name"] for card in cards()] == [
        "Kiosk 2", "Kiosk 9", "Kiosk 4", "Kiosk 6", "Kiosk 5", "Kiosk 3", "Kiosk 7", "10.0.0.8:7411", "Kiosk 1",
        "Kiosk 10", "Kiosk 11",
    ]  # fmt: skip


def test_the_title_counts_who_waits() -> None:
    assert view(EXAMPLES).title == text("staff.calls", n=3)
    assert view(EXAMPLES[:1]).title == text("staff.nobody")


def test_what_was_asked_in_help_is_shown_before_any_reason() -> None:
    asked = LaneCall(
        "c", 9, "checkout/Scanning", ("ITEM.UNKNOWN",), "nl", "heard", 0, article=QUESTION, question="torn"
    )
    (card,) = cards((Lane("a", "Kiosk", call=asked),))
    assert card["about"][2:] == (text("staff.typed", question="torn"), text("staff.question", title=QUESTION))


def test_a_code_that_only_a_newer_kiosk_knows_is_no_reason_here() -> None:
    assert [one.key for one in cards()[0]["about"]][2:] == ["blocker.CKIN.WINDOW_NOT_OPEN.staff"]
