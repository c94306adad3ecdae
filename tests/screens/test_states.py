"""One QML file per state and none besides; nothing on the glass sends what no flow takes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.flows.base import Action, Event
from kiosk.flows.registry import flows, guests
from kiosk.flows.shell import EXAMPLES, Frame, frame
from kiosk.session import screens
from kiosk.words import LANGUAGES, SiteFormat, Words
from screens.sheets import CONTROL_WORDS

SCREENS = Path(__file__).resolve().parents[2] / "screens"
FLOWS = ("shell", *flows(), *guests())


def events() -> dict[str, type[Event]]:
    """Return every event a flow knows, by name."""
    found: dict[str, type[Event]] = {}
    pending = [Event]
    while pending:
        kind = pending.pop()
        pending.extend(kind.__subclasses__())
        found[kind.__name__] = kind
    return found


def actions(value: object) -> Iterator[tuple[str, dict[str, int | str]]]:
    """Yield what can be sent from a view: its actions, and maps with an event of their own."""
    if isinstance(value, Action):
        yield value.event, dict(value.args)
    elif isinstance(value, dict):
        if isinstance(value.get("event"), str):
            yield value["event"], dict(value.get("args", {}))
        for one in value.values():
            yield from actions(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from actions(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from actions(getattr(value, one.name))


def rows_of(shown: Frame) -> Iterator[object]:
    """Yield the view of each row of a frame."""
    rows = shown.view.rows
    if rows is not None:
        yield from (dict(rows.row(item)) for item in rows.items)


def test_each_state_has_its_file_and_each_file_its_state() -> None:
    files = {f"{flow}/{path.stem}" for flow in FLOWS for path in (SCREENS / flow).glob("*.qml")}
    assert files == set(screens())


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_what_an_example_can_send_is_an_event_with_just_these_fields(name: str) -> None:
    shown, known = frame(EXAMPLES[name]), events()
    sent = [one for source in (shown.view, shown.strip, shown.sheet, *rows_of(shown)) for one in actions(source)]
    assert sent
    for event, args in sent:
        assert event in known
        fields = dataclasses.fields(known[event])
        must = {one.name for one in fields if one.default is one.default_factory is dataclasses.MISSING}
        assert must <= set(args) <= {one.name for one in fields}, event


def test_what_qml_sends_by_itself_is_an_event_without_fields() -> None:
    known = events()
    sent = {
        name
        for path in SCREENS.rglob("*.qml")
        for name in re.findall(r"""send\(\s*["'](\w+)["']""", path.read_text(encoding="utf-8"))
    }
    assert [name for name in sent if name not in known or dataclasses.fields(known[name])] == []


def test_each_state_has_an_example() -> None:
    shown = {frame(session).screen for session in EXAMPLES.values()}
    assert shown == set(screens())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_controls_that_no_flow_names_have_words(language: str) -> None:
    words = Words(language, SiteFormat())
    assert all(words.say(key) for key in CONTROL_WORDS.values())
