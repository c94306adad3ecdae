"""Keys to feel, and drawers: the small devices around a kiosk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.api.common import Device


class Key(StrEnum):
    """The keys of a keypad by what they mean."""

    PREVIOUS = "previous"
    NEXT = "next"
    LEFT = "left"
    RIGHT = "right"
    SELECT = "select"
    HELP = "help"
    LOUDER = "louder"
    QUIETER = "quieter"
    HEADSET_IN = "headset_in"
    HEADSET_OUT = "headset_out"


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key that went down, or a headset that was put in or taken out; repeats of a held key are left out."""

    key: Key
    at_mono: float


class Keypad(Device, Protocol):
    """A tactile keypad with its headset socket."""

    def on_key(self, listener: Callable[[KeyPress], None]) -> None:
        """Call `listener` on the event loop for each press. One listener; a second replaces it."""
        ...


class CanOpenDrawer(Protocol):
    """A device that opens a cash drawer: a receipt printer with one."""

    async def open_drawer(self) -> None:
        """Send the pulse. Raises `DeviceError`; whether the drawer opened stands in the health, where it is told."""
        ...
