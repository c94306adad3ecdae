"""A2, A3, A36: every control says what it is and how it stands, in the language shown; all that is shown is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from screens.app import Glass
from screens.gallery.examples import screen_names
from screens.gallery.geometry import is_label, walk
from screens.gallery.stage import LANGUAGES, Stage
from screens.hands.keys import focusable
from tests.screens.checklist.looking import controls, show, told
from tests.screens.conftest import LANDSCAPE, PORTRAIT, find

pytestmark = pytest.mark.glass

NAMES = screen_names()
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
}
OWN_NAMES = {"English", "Nederlands", "Español", "Português (Brasil)", "Português (Portugal)"}
DISTINCT = ("en", "nl", "es", "pt-BR")  # pt-PT may agree with pt-BR
TECHNICAL = {  # keys of settings, files and faults: staff read them as they are written
    "configure/Keys", "configure/Edit", "configure/Edit-wrong", "configure/Choose", "configure/Bundles",
    "configure/Labels", "configure/Labels-none",
    "wire/Recording", "training/Faults",
}  # fmt: skip
SAME_IN_ALL = ("language:", "key:", "seat:", "person:")  # own names, letters, seats by their number, travellers


@pytest.fixture(autouse=True)
def _assisted() -> None:
    QAccessible.setActive(True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_control_says_itself_and_the_language_is_among_them(stage: Stage, name: str, language: str) -> None:
    found = list(controls(show(stage, name, language)))
    HEARD[name, language] = dict(now_named(stage))
    offered = [item for item in found if item.objectName().startswith("language:")]
    assert {told(item)[0] for item in offered} <= OWN_NAMES
    assert told(find(stage, "language"))[0].startswith(own_name(language))
    heard = [(item, *told(item)) for item in found]
    assert [
        item.objectName() for item, words, _, state in heard if not (words or hidden_name(item, state)).strip()
    ] == []
    assert [(item.objectName(), role) for item, _, role, _ in heard if role not in ROLES] == []
    assert [item.objectName() for item, _, _, state in heard if bool(state.disabled) == item.isEnabled()] == []


def hidden_name(item: QQuickItem, state: QAccessible.State) -> str:
    """Return what a masked field is called: Qt tells no name of a password, so its description begins with it."""
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.text(QAccessible.Text.Description) if state.passwordEdit and interface is not None else ""


@pytest.mark.parametrize("name", ["shell/Attract", "shell/Language", "sheet/Language", "sheet/Access", "heroes/Seats"])
def test_what_is_chosen_says_so_and_only_that(stage: Stage, name: str) -> None:
    shown = [item for item in controls(show(stage, name)) if item.property("isMarked") is not None]
    for item in shown:
        state = told(item)[2]
        assert bool(state.checked) == bool(item.property("isMarked")), item.objectName()
        assert state.checkable


@pytest.mark.parametrize("name", NAMES)
def test_no_control_has_the_same_name_in_four_languages(stage: Stage, name: str) -> None:
    heard = {language: named(stage, name, language) for language in DISTINCT}
    english = heard["en"]
    same = [key for key, words in english.items() if all(heard[language].get(key) == words for language in DISTINCT)]
    worded = [key for key in same if re.search(r"[^\W\d_]", english[key]) and english[key] not in OWN_NAMES]
    assert name in TECHNICAL or [key for key in worded if not key.startswith(SAME_IN_ALL)] == []


HEARD: dict[tuple[str, str], dict[str, str]] = {}


def named(stage: Stage, name: str, language: str) -> dict[str, str]:
    """Return each control's object name, with a number where several have it, and what it is called.

    A screen that was shown in this language before, for the test above, is not shown again.
    """
    if (name, language) not in HEARD:
        show(stage, name, language)
        HEARD[name, language] = dict(now_named(stage))
    return HEARD[name, language]


def now_named(stage: Stage) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for item in focusable(stage.view.contentItem()):
        number = seen[item.objectName()] = seen.get(item.objectName(), 0) + 1
        yield f"{item.objectName()}#{number}", told(item)[0]


@pytest.mark.parametrize("glass", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_is_shown_can_be_heard(make_stage: Callable[[Glass], Stage], name: str, glass: Glass) -> None:
    shown = list(walk(show(make_stage(glass), name, LANGUAGES[NAMES.index(name) % 5]).view.contentItem()))
    interfaces = [QAccessible.queryAccessibleInterface(item) for item in shown]
    heard = " ".join(
        one.text(part) for one in interfaces if one for part in (QAccessible.Text.Name, QAccessible.Text.Description)
    )
    spoken = [str(item.property("spoken")) for item in shown if is_label(item)]
    assert [words for words in spoken if words not in heard and not is_drawn(words)] == []


def is_drawn(words: str) -> bool:
    """Words that are part of a picture: the amount on the drawn terminal stands beside it as text."""
    return "€" in words


def own_name(language: str) -> str:
    return {"en": "English", "nl": "Nederlands", "es": "Español"}.get(language, "Português")
