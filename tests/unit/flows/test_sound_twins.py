"""Each sound has its twin on the glass: who hears nothing sees the same, in the same step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from kiosk.domain.stamp import Stamp
from kiosk.flows.checkout.events import Beep
from kiosk.flows.glass import Frame
from kiosk.flows.shell import EXAMPLES, Session, frame, step
from tests.unit.flows.test_every_event import events_for

AT = Stamp(1_790_000_000_000, 0, 0)
KINDS = {"info", "warning", "error"}  # of a banner: a sign, words and a colour
SPEAKING = (
    "checkout/Declined",
    "checkout/PaymentUnclear",
    "checkout/GivingBack",
    "checkout/TakingBack",
    "checkout/Refunding",
)  # by their titles


def states() -> list[str]:
    """Return one example of each state, the shortest-named."""
    found: dict[str, str] = {}
    for name in sorted(EXAMPLES, key=len):
        found.setdefault(frame(EXAMPLES[name]).screen, name)
    return sorted(found.values())


def banners(shown: Frame) -> Iterator[Mapping[str, object]]:
    for part in shown.view.parts.values():
        if isinstance(part, Mapping) and "kind" in part:
            yield part


def newest(shown: Frame) -> list[object]:
    rows = shown.view.rows
    return [] if rows is None else [row for row in map(rows.row, rows.items) if row["is_newest"]]


def field_problem(shown: Frame) -> object:
    """What is said to be wrong beside a field that is typed into."""
    field = shown.view.parts.get("field")
    return field.get("problem") if isinstance(field, Mapping) else None


def heads(shown: Frame) -> tuple[object, ...]:
    return shown.view.title, shown.view.instruction, shown.view.primary


def has_twin(sound: str, before: Frame, after: Frame) -> bool:
    """True when the glass says the same: the new line, the step that is done, the banner, the field, the title."""
    if sound == "ok":
        return after.screen != before.screen or newest(after) != newest(before) or heads(after) != heads(before)
    if (after.sheet is not None and after.sheet != before.sheet) or after.view.toast not in (None, before.view.toast):
        return True  # a question over the screen with its seconds, or a word over it
    said = [part for part in banners(after) if part["kind"] in KINDS and part not in list(banners(before))]
    is_in_field = field_problem(after) not in (None, field_problem(before))
    return bool(said) or is_in_field or (after.screen in SPEAKING and after.view != before.view)


def beeps(session: Session) -> Iterator[tuple[str, Frame, Frame]]:
    before = frame(session)
    for event in events_for(session):
        after, effects = step(session, event, AT)
        for effect in effects:
            if isinstance(effect, Beep):
                yield effect.sound, before, frame(after)


@pytest.mark.parametrize("name", states())
def test_what_is_heard_is_seen(name: str) -> None:
    for sound, before, after in beeps(EXAMPLES[name]):
        assert has_twin(sound, before, after), (sound, before.screen, after.screen, after.view)


def test_every_sound_of_a_flow_was_among_them() -> None:
    heard = {sound for name in states() for sound, _, _ in beeps(EXAMPLES[name])}
    assert heard == {"ok", "error", "attention"}
