"""The glass says itself: every screen its title and what to do, each change what is new, each control its name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kiosk.flows.base import Access
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.examples import AT, product
from kiosk.flows.shell import EXAMPLES, Session, frame, step
from kiosk.words import LANGUAGES, SiteFormat, Words
from screens.app import Glass, make_view
from screens.bridge import Shell

HEARD = Access(speech="on")


@dataclass
class Ears:
    """What the product said, and nothing else."""

    heard: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    private: frozenset[str] = frozenset()

    def say(self, lines: Sequence[str], language: str, private: Collection[str] = ()) -> None:
        self.heard.append((tuple(lines), language))
        self.private = frozenset(private)

    def go_on(self, lines: Sequence[str], language: str) -> None:
        self.heard.append((("(goes on)", *lines), language))

    def interrupt(self) -> None:
        self.acts.append("interrupt")

    def pause(self) -> None:
        self.acts.append("pause")

    def keep_place(self) -> None:
        self.acts.append("keep")

    def tune(self, rate: float, volume: int, *, is_muted: bool | None) -> None:
        self.acts.append(f"tune {rate} {volume} {is_muted}")

    def click(self) -> None:
        self.acts.append("click")

    def plug(self, *, has_headset: bool) -> None:
        self.acts.append(f"plug {has_headset}")

    def forget(self) -> None:
        self.acts.append("forget")

    @property
    def last(self) -> str:
        return "\n".join(self.heard[-1][0])


@dataclass
class Room:
    view: QQuickView
    shell: Shell
    ears: Ears
    sent: list[str]

    def show(self, session: Session) -> None:
        self.shell.show_now(frame(session))


def heard(session: Session, language: str = "en") -> Session:
    return replace(session, access=HEARD, site=replace(session.site, language=language))


@pytest.fixture
def room(qapp: QGuiApplication) -> Iterator[Room]:
    ears, sent = Ears(), list[str]()
    shell = Shell(lambda language: Words(language, SiteFormat()), lambda name, _args: sent.append(name))
    shell.show_now(frame(EXAMPLES["shell/Attract"]))
    view = make_view(shell, Glass(540, 960), voice=ears)
    view.show()
    yield Room(view, shell, ears, sent)
    view.hide()
    delete(view)


def test_nothing_is_said_to_who_did_not_ask(room: Room) -> None:
    for session in EXAMPLES.values():
        room.show(session)
    assert room.ears.heard == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_says_its_title_and_its_control_in_the_language_of_the_glass(room: Room, language: str) -> None:
    words = Words(language, SiteFormat())
    for name, session in EXAMPLES.items():
        room.show(EXAMPLES["shell/Attract"])  # nobody listens: the next screen is said whole
        room.show(heard(session, language))
        title = room.shell.property("sheet")["title"] if session.sheet else room.shell.property("view")["title"]
        said = "\n".join("\n".join(lines) for lines, _ in room.ears.heard)
        assert title in said, name
        assert room.ears.heard[-1][1] == language
        room.ears.heard.clear()
    assert words.say("speech.role.button")


def test_a_scan_says_the_goods_their_price_and_the_new_total_alone(room: Room) -> None:
    scanning = heard(EXAMPLES["checkout/Scanning-empty"])
    room.show(scanning)
    scanning, _ = step(scanning, Scanned(product(5)), AT)
    room.show(scanning)
    room.ears.heard.clear()
    scanning, _ = step(scanning, Scanned(product(0)), AT)
    room.show(scanning)
    assert "Semi-mature cheese, 5 euros and 49 cents" in room.ears.last
    assert "6 euros and 78 cents" in room.ears.last
    assert "milk" not in room.ears.last


def test_a_key_says_the_control_it_comes_to(room: Room) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"]))
    room.ears.heard.clear()
    QTest.keyClick(room.view, Qt.Key.Key_Down)
    assert "button" in room.ears.last


def test_the_first_key_asks_for_speech_and_later_ones_do_not(room: Room) -> None:
    QTest.keyClick(room.view, Qt.Key.Key_Down)
    assert room.sent == ["KeypadUsed"]
    room.show(heard(EXAMPLES["shell/Attract"]))
    QTest.keyClick(room.view, Qt.Key.Key_Down)
    assert room.sent.count("KeypadUsed") == 1


def test_the_end_of_the_session_is_silence(room: Room) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"]))
    room.show(EXAMPLES["shell/Attract"])
    assert room.ears.acts == ["forget"]


def test_what_is_said_stands_on_the_glass(room: Room, qtbot: QtBot) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"]))
    with qtbot.waitSignal(room.shell.captioned):
        room.shell.show_caption("Scan your next item\nHold the barcode in front of the scanner.")
    assert room.shell.property("caption") == "Scan your next item Hold the barcode in front of the scanner."
