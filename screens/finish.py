"""Turns a view in unfinished words into plain values that QML can show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from kiosk.domain.money import Money
from kiosk.domain.text import Arg, LocalText, Text
from kiosk.flows.base import Action, Step, Toast, View, Viewable

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"


class Speaker(Protocol):
    """What finishing needs of a catalogue of words."""

    language: str

    def say(self, key: str, /, **args: object) -> str:
        """Return the text of a key."""
        ...

    def money(self, minor: int, currency: str) -> str:
        """Write an amount as the site does."""
        ...

    def spoken_money(self, minor: int, currency: str) -> str:
        """Put an amount into words."""
        ...


def finish_text(value: Text | LocalText | Money | str, words: Speaker) -> str:
    """Return the finished text; the arguments of a `Text` are finished first, a whole number stays one."""
    match value:
        case Text(key, args):
            return words.say(key, **{name: _argument(arg, words) for name, arg in args})
        case LocalText():
            return value.in_language(words.language)
        case Money(minor, currency):
            return words.money(minor, currency)
        case _:
            return value


def _argument(value: Arg, words: Speaker) -> str | int:
    return value if isinstance(value, int) else finish_text(value, words)


def finish(value: Viewable, words: Speaker) -> Plain:
    """Return `value` as QML takes it. Money becomes `{text, spoken}` and never a Qt number; None stays null."""
    match value:
        case Text() | LocalText():
            return finish_text(value, words)
        case Money(minor, currency):
            return {"text": words.money(minor, currency), "spoken": words.spoken_money(minor, currency)}
        case Action():
            return finish_action(value, words)
        case tuple():
            return [finish(one, words) for one in value]
        case Mapping():
            return {name: finish(one, words) for name, one in value.items()}
        case _:
            return value


def finish_action(action: Action | None, words: Speaker) -> dict[str, Plain] | None:
    """Return something to press: its words, the event it sends and how it looks."""
    if action is None:
        return None
    return {
        "label": finish_text(action.label, words),
        "event": action.event,
        "args": dict(action.args),
        "icon": action.icon,
        "enabled": action.is_enabled,
        "busy": action.is_busy,
    }


def finish_step(step: Step | None, words: Speaker) -> dict[str, Plain] | None:
    """Return where the screen stands in its journey, with "Step 1 of 3" in words."""
    if step is None:
        return None
    return {
        "name": finish_text(step.name, words),
        "index": step.index,
        "count": step.count,
        "label": words.say("checkout.step.of", index=step.index, count=step.count),
        "is_done": step.is_done,
    }


def finish_toast(toast: Toast | None, words: Speaker) -> dict[str, Plain] | None:
    """Return the short word over the screen and what can be done about it."""
    if toast is None:
        return None
    return {"text": finish_text(toast.text, words), "action": finish_action(toast.action, words)}


def finish_view(view: View, words: Speaker) -> dict[str, Plain]:
    """Return a whole view but for its rows, which are a model of their own."""
    return {
        "title": finish_text(view.title, words),
        "instruction": finish_text(view.instruction, words) if view.instruction is not None else "",
        "step": finish_step(view.step, words),
        "primary": finish_action(view.primary, words),
        "secondary": finish_action(view.secondary, words),
        "back": finish_action(view.back, words),
        "cancel": finish_action(view.cancel, words),
        "parts": finish(view.parts, words),
    }
