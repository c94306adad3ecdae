"""The number below a barcode, typed on the glass: what is sent, what is kept, and what is said when it is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.flows.checkout.states import Typing
from kiosk.flows.shell import EXAMPLES, Session
from kiosk.flows.shell.session import InFlow
from screens.gallery.geometry import is_label, walk
from screens.gallery.stage import Stage, in_language
from tests.screens.conftest import click, find

pytestmark = pytest.mark.glass
CODE = "9520000000004"


@pytest.fixture
def typing(stage: Stage, qtbot: QtBot) -> Stage:
    """The window where a number is typed; nothing is yet, and the dock takes presses."""
    stage.show(EXAMPLES["checkout/Scanning"])
    stage.show(EXAMPLES["checkout/Typing"])
    wait_for_debounce(qtbot, stage)
    stage.sent.clear()
    return stage


def in_state(problem: str = "", *, is_looking_up: bool = False) -> Session:
    """Return the session with what was typed refused, or being looked up."""
    session = EXAMPLES["checkout/Typing"]
    assert isinstance(session.screen, InFlow)
    state = session.screen.state
    assert isinstance(state, Typing)
    changed = replace(state, problem=problem, is_looking_up=is_looking_up)
    return replace(session, screen=replace(session.screen, state=changed))


def type_in(stage: Stage, digits: str) -> None:
    for digit in digits:
        click(stage, f"key:{digit}")


def events(stage: Stage) -> list[tuple[str, dict[str, int | str]]]:
    return [one for one in stage.sent if one[0] != "Touched"]


def words(stage: Stage) -> str:
    """Return all words on the glass, spaces made plain."""
    shown = [str(item.property("text")) for item in walk(stage.view.contentItem()) if is_label(item)]
    return "\n".join(shown).replace("\N{NO-BREAK SPACE}", " ")


def wait_for_debounce(qtbot: QtBot, stage: Stage) -> None:
    qtbot.waitUntil(lambda: not find(stage, "primary").property("isGuarded"), timeout=60_000)


def test_the_number_is_sent_when_add_is_pressed_and_not_before(typing: Stage) -> None:
    type_in(typing, CODE)
    assert events(typing) == []
    assert "9 520000 000004" in words(typing)
    click(typing, "primary")
    assert events(typing) == [("CodeTyped", {"code": CODE})]


def test_an_empty_field_is_sent_as_empty(typing: Stage) -> None:
    click(typing, "primary")
    assert events(typing) == [("CodeTyped", {"code": ""})]


def test_no_number_is_longer_than_that_of_any_card(typing: Stage) -> None:
    type_in(typing, CODE + "567890")
    click(typing, "primary")
    assert events(typing) == [("CodeTyped", {"code": CODE + "56789"})]


def test_a_wrong_number_stays_with_what_is_wrong_until_it_is_changed(typing: Stage) -> None:
    type_in(typing, CODE[:-1] + "5")
    typing.show(in_state(is_looking_up=True))
    typing.show(in_state("check_digit"))
    assert "A digit is wrong" in words(typing)
    assert "9 520000 000005" in words(typing)
    click(typing, "key:delete")
    assert "A digit is wrong" not in words(typing)
    assert "9 520000 00000" in words(typing)


def test_the_same_wrong_number_is_refused_again(typing: Stage) -> None:
    type_in(typing, "123")
    typing.show(in_state("length"))
    typing.show(in_state(is_looking_up=True))
    assert "not complete" not in words(typing)
    typing.show(in_state("length"))
    assert "not complete" in words(typing)


def test_a_number_that_is_looked_up_is_not_sent_twice(typing: Stage) -> None:
    type_in(typing, CODE)
    typing.show(in_state(is_looking_up=True))
    click(typing, "primary")
    assert events(typing) == []


@pytest.mark.parametrize("language", ["nl", "es", "pt-BR", "pt-PT"])
def test_a_change_of_language_loses_no_digit(typing: Stage, language: str) -> None:
    type_in(typing, "9520")
    typing.show(in_language(in_state(), language))
    assert "9 520" in words(typing)
    type_in(typing, "000000004")
    click(typing, "primary")
    assert ("CodeTyped", {"code": CODE}) in events(typing)


def test_a_sheet_over_the_page_loses_no_digit(typing: Stage) -> None:
    type_in(typing, "9520")
    typing.show(replace(in_state(), sheet=EXAMPLES["sheet/Access"].sheet))
    typing.show(in_state())
    assert "9 520" in words(typing)


def test_help_over_the_page_loses_no_digit_and_its_own_field_is_empty(typing: Stage, qtbot: QtBot) -> None:
    type_in(typing, "9520")
    for name in ("help/Topics", "help/Searching"):
        typing.show(EXAMPLES[name])
    click(typing, "key:a")
    wait_for_debounce(qtbot, typing)
    click(typing, "primary")
    assert events(typing) == [("QuestionAsked", {"text": "a"})]
    typing.show(in_state())
    type_in(typing, "000000004")
    wait_for_debounce(qtbot, typing)
    click(typing, "primary")
    assert events(typing)[1:] == [("CodeTyped", {"code": CODE})]


def test_what_was_typed_where_help_was_asked_for_is_gone_with_its_customer(typing: Stage, qtbot: QtBot) -> None:
    type_in(typing, "9520")
    for name in ("help/Topics", "shell/Attract", "checkout/Typing"):
        typing.show(EXAMPLES[name])
    wait_for_debounce(qtbot, typing)
    click(typing, "primary")
    assert events(typing) == [("CodeTyped", {"code": ""})]


def test_the_next_customer_finds_an_empty_field(typing: Stage) -> None:
    type_in(typing, "9520")
    typing.show(EXAMPLES["shell/Attract"])
    typing.show(EXAMPLES["checkout/Typing"])
    click(typing, "primary")
    assert events(typing) == [("CodeTyped", {"code": ""})]


def test_a_keyboard_with_real_keys_types_too(typing: Stage) -> None:
    typing.view.requestActivate()  # other windows of this module were shown since
    assert QTest.qWaitForWindowActive(typing.view)
    find(typing, "key:1").forceActiveFocus()
    for key in (Qt.Key.Key_9, Qt.Key.Key_5, Qt.Key.Key_A, Qt.Key.Key_2, Qt.Key.Key_7, Qt.Key.Key_Backspace):
        QTest.keyClick(typing.view, key)
    click(typing, "primary")
    assert ("CodeTyped", {"code": "952"}) in events(typing)


def test_back_is_beside_add(typing: Stage) -> None:
    click(typing, "back")
    assert events(typing) == [("BackPressed", {})]


def test_the_basket_leads_here(stage: Stage) -> None:
    stage.show(EXAMPLES["shell/Attract"])
    stage.show(EXAMPLES["checkout/Scanning"])
    stage.sent.clear()
    click(stage, "secondary")
    assert events(stage) == [("TypePressed", {})]
