"""Bytes of an input device to key events. Pure."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_EVENT = struct.Struct("@llHHi")
SIZE = _EVENT.size
"""Bytes of one event, 24 on 64-bit machines. Source: linux/input.h, struct input_event."""
_SYNC, _KEY, _SWITCH = 0, 1, 5
_DROPPED = 3
_HIGHEST_KIND, _HIGHEST_CODE = 0x1F, 0x2FF
_LATEST_S = 2**33
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key that went down or up; `at_s` is the kernel's time. Repeats of a held key are left out."""

    code: int
    is_down: bool
    at_s: float


@dataclass(frozen=True, slots=True)
class Switched:
    """A switch of the device, such as the one in a headset's socket, closed or opened."""

    code: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """Events are missing here: the kernel's buffer ran over, or bytes were no event."""


class EventReader:
    """Takes bytes in any portions. Pure."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[KeyEvent | Switched | Lost]:
        """Give the events that these bytes complete; where bytes are no event, the next one is searched."""
        held = self._rest + chunk
        found: list[KeyEvent | Switched | Lost] = []
        at = 0
        while at + SIZE <= len(held):
            seconds, micros, kind, code, value = _EVENT.unpack_from(held, at)
            if not _is_event(seconds, micros, kind, code, value):
                if not found or found[-1] != Lost():
                    found.append(Lost())
                at += 1
                continue
            at += SIZE
            if kind == _KEY and value < 2:
                found.append(KeyEvent(code, value == 1, seconds + micros / _MICROSECONDS))
            elif kind == _SWITCH:
                found.append(Switched(code, value != 0))
            elif (kind, code) == (_SYNC, _DROPPED):
                found.append(Lost())
        self._rest = held[at:]
        return found

    def clear(self) -> None:
        """Forget the part of an event."""
        self._rest = b""


def _is_event(seconds: int, micros: int, kind: int, code: int, value: int) -> bool:
    is_in_time = 0 <= seconds <= _LATEST_S and 0 <= micros < _MICROSECONDS
    return is_in_time and kind <= _HIGHEST_KIND and code <= _HIGHEST_CODE and (kind != _KEY or 0 <= value <= 2)
