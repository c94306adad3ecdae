"""Turns a view in unfinished words into plain values that QML can show."""

from __future__ import annotations

import functools
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from kiosk.domain.money import Money
from kiosk.domain.text import IsoDay, LocalText, Text
from kiosk.flows.base import Action, Step, Toast, View, Viewable
from kiosk.phrases import ISOLATED, Speaker, phrase

IMAGES = Path(__file__).resolve().parents[1] / "assets" / "images"
FALLBACK_ART = "scenes/paper-bag"
_log = logging.getLogger(__name__)

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"


def finish(value: Viewable, words: Speaker) -> Plain:
    """Return `value` as QML takes it. Money becomes `{text, spoken}` and never a Qt number; None stays null."""
    match value:
        case Text() | LocalText() | IsoDay():
            return phrase(value, words)
        case Money(minor, currency):
            return {"text": words.money(minor, currency), "spoken": words.spoken_money(minor, currency)}
        case Action():
            return finish_action(value, words)
        case tuple():
            return [finish(one, words) for one in value]
        case Mapping():
            return finish_map(value, words)
        case _:
            return value


def finish_map(value: Mapping[str, Viewable], words: Speaker) -> dict[str, Plain]:
    """Return a map of finished values; what is called `art` becomes the path of a picture that exists.

    A `name` is what a control is called by who hears it: amounts in it are in words.
    """
    return {name: _finish_named(name, one, words) for name, one in value.items()}


def _finish_named(name: str, value: Viewable, words: Speaker) -> Plain:
    if name == "art":
        return finish_art(value)
    return phrase(value, words, is_heard=True) if name == "name" and isinstance(value, Text) else finish(value, words)


def finish_art(name: Viewable) -> str:
    """Return the path of a product's or scene's art below assets/images; the paper bag when there is no such art."""
    found = _art().get(name) if isinstance(name, str) else None
    if found is None:
        _log.info("no art %r in assets/images", name)
        return FALLBACK_ART
    return found


@functools.cache
def _art() -> dict[str, str]:
    return {path.stem: f"{path.parent.name}/{path.stem}" for path in IMAGES.glob("*/*.svg")}


def finish_action(action: Action | None, words: Speaker) -> dict[str, Plain] | None:
    """Return something to press: its words, the event it sends and how it looks."""
    if action is None:
        return None
    label = phrase(action.label, words)
    return {
        "label": label,
        "heard": label
        if ISOLATED not in label and _is_said_as_seen(action)
        else phrase(action.heard or action.label, words, is_heard=True),
        "event": action.event,
        "args": dict(action.args),
        "icon": action.icon,
        "enabled": action.is_enabled,
        "busy": action.is_busy,
    }


def _is_said_as_seen(action: Action) -> bool:
    return action.heard is None and not any(isinstance(value, Money) for _, value in action.label.args)


def finish_step(step: Step | None, words: Speaker) -> dict[str, Plain] | None:
    """Return where the screen stands in its journey, with "Step 1 of 3" in words."""
    if step is None:
        return None
    return {
        "name": phrase(step.name, words),
        "index": step.index,
        "count": step.count,
        "label": words.say("checkout.step.of", index=step.index, count=step.count),
        "short": f"{step.index}/{step.count}",
        "is_done": step.is_done,
    }


def finish_toast(toast: Toast | None, words: Speaker) -> dict[str, Plain] | None:
    """Return the short word over the screen and what can be done about it."""
    if toast is None:
        return None
    return {"text": phrase(toast.text, words), "action": finish_action(toast.action, words)}


def finish_view(view: View, words: Speaker) -> dict[str, Plain]:
    """Return a whole view but for its rows, which are a model of their own."""
    return {
        "title": phrase(view.title, words),
        "instruction": phrase(view.instruction, words) if view.instruction is not None else "",
        "heard": phrase(view.heard, words, is_heard=True) if view.heard is not None else "",
        "spoken": [phrase(line, words, is_heard=True) for line in view.spoken],
        "step": finish_step(view.step, words),
        "primary": finish_action(view.primary, words),
        "secondary": finish_action(view.secondary, words),
        "back": finish_action(view.back, words),
        "cancel": finish_action(view.cancel, words),
        "parts": finish(view.parts, words),
    }
