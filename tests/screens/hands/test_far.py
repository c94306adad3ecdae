"""Hands that are not on the window reach it as if they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kiosk.flows.glass import starting
from kiosk.flows.shell import EXAMPLES
from kiosk.keypad import Pad
from kiosk.words import SiteFormat, Words
from screens.app import Glass, make_view
from screens.bridge import Shell
from screens.hands.far import FarHands

NONE = Qt.KeyboardModifier.NoModifier


def test_a_window_without_filters_is_refused(qapp: QGuiApplication) -> None:
    with pytest.raises(LookupError):
        FarHands(QQuickView())


def test_what_a_scanner_types_goes_to_its_reader_and_a_key_from_afar_to_the_glass(qtbot: QtBot) -> None:
    sent: list[str] = []
    shell = Shell(lambda tag: Words(tag, SiteFormat()), lambda name, _args: sent.append(name))
    shell.show_now(starting(EXAMPLES["shell/Attract"].site))
    view = make_view(shell, Glass(width=540, height=960, place=(0, 0)))
    view.show()
    hands = FarHands(view)
    hands._bursts._now_ms = lambda: 0  # noqa: SLF001 - no pause between two keys, however busy the machine is
    heard: list[tuple[str, bool]] = []
    hands.listen(lambda text, is_whole: heard.append((text, is_whole)))
    for key, text in ((Qt.Key.Key_9, "9"),) * 8 + ((Qt.Key.Key_Return, "\r"),):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QGuiApplication.sendEvent(view, QKeyEvent(kind, key, NONE, text))
    assert heard == [("9" * 8, True)]
    assert sent == []
    hands.press(Pad.HELP)
    qtbot.waitUntil(lambda: sent == ["HelpPressed"], timeout=60_000)
    delete(view)  # before its shell
