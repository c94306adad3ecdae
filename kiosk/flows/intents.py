"""Events by name, for what the glass sends."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import get_type_hints

from kiosk.flows.base import Event
from kiosk.flows.registry import flows


class NotAnEvent(ValueError):
    """The glass sent a name or arguments that no event has: a fault of a screen."""


def kinds() -> Mapping[str, type[Event]]:
    """Return every event class by its name; all flows are imported first."""
    flows()
    found: dict[str, type[Event]] = {}
    waiting: list[type[Event]] = [Event]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found[kind.__name__] = kind
            waiting.append(kind)
    return found


def event_of(name: str, args: Mapping[str, int | str]) -> Event:
    """Make the event a screen named. Raises `NotAnEvent`; what only a device may say is refused too."""
    kind, hints = _activity(name)
    for argument, value in args.items():
        if hints.get(argument) not in (int, str) or type(value) is not hints[argument]:
            raise NotAnEvent(f"{name}: {argument} is not what this event holds")
    try:
        return kind(**args)
    except TypeError as error:
        raise NotAnEvent(f"{name}: {error}") from error


@functools.cache
def _activity(name: str) -> tuple[type[Event], Mapping[str, object]]:
    """Return the event a customer causes by its name, and what it holds; what is unknown is asked for anew."""
    kind = kinds().get(name)
    if kind is None or not kind.is_activity:
        raise NotAnEvent(f"the glass cannot send {name}")
    return kind, get_type_hints(kind)
