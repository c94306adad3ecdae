"""Keys to feel, and the socket of a headset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from devices.api.common import Device


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """One key that went down; repeats of a held key are left out.

    `key` is its name as the settings bind it under `[keypad]`: `Up`, `Return`, `F13`. What it means is not known here.
    """

    key: str
    at_mono: float


@dataclass(frozen=True, slots=True)
class HeadsetChanged:
    """A headset was put in or taken out, told by a keypad that has a switch in its socket.

    A keypad without one tells it as two keys, which the settings bind to `headset_in` and `headset_out`.
    """

    is_in: bool
    at_mono: float


class Keypad(Device, Protocol):
    """A tactile keypad with its headset socket."""

    def on_key(self, listener: Callable[[KeyPressed | HeadsetChanged], None]) -> None:
        """Call `listener` on the event loop for each press and each change. One listener; a second replaces it."""
        ...
