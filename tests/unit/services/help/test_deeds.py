"""What an article offers to do is what a button of that very screen does."""

from __future__ import annotations

import pytest

from kiosk.flows.shell import EXAMPLES, frame
from kiosk.services.help import open_shelf
from kiosk.services.help.article import EVERYWHERE, Deed
from tests.unit.flows.test_views import pressables

DEEDS = [(own.id, own.deed) for own in open_shelf().articles("en") if own.deed is not None]
OF_SCREENS = [(name, deed, screen) for name, deed in DEEDS for screen in deed.at if screen != EVERYWHERE]
OF_THE_STRIP = [(name, deed) for name, deed in DEEDS if EVERYWHERE in deed.at]
ELSEWHERE = frozenset({"GuidancePressed"})  # a button of the sheets of help and of looks, which open from every screen

Pressed = dict[str, list[tuple[str, dict[str, int | str]]]]


@pytest.fixture(scope="module")
def pressed() -> Pressed:
    """Return what can be pressed on each screen, in any of its examples, its strip included."""
    found: Pressed = {}
    for session in EXAMPLES.values():
        buttons = [(event, dict(args)) for event, args in pressables(session)]
        found.setdefault(frame(session).screen, []).extend(buttons)
    return found


def test_there_are_deeds_of_screens_and_of_the_strip() -> None:
    assert len(OF_SCREENS) >= 10
    assert len(OF_THE_STRIP) >= 5


@pytest.mark.parametrize("case", OF_SCREENS, ids=lambda case: f"{case[0]} at {case[2]}")
def test_a_deed_is_a_button_of_each_screen_that_it_names(case: tuple[str, Deed, str], pressed: Pressed) -> None:
    _, wanted, screen = case
    assert (wanted.event, dict(wanted.args)) in pressed[screen]


@pytest.mark.parametrize("case", OF_THE_STRIP, ids=lambda case: str(case[0]))
def test_a_deed_for_everywhere_is_a_button_of_every_strip(case: tuple[str, Deed], pressed: Pressed) -> None:
    _, wanted = case
    screens = [screen for screen, buttons in pressed.items() if (wanted.event, dict(wanted.args)) in buttons]
    assert screens if wanted.event in ELSEWHERE else set(screens) == set(pressed)
