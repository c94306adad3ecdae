"""The keys of the tactile keypad: their meanings, the names settings may bind, and what they are bound to by default.

Light enough for the first frame. Names are those of Qt without `Key_`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Pad(StrEnum):
    """What a key of the keypad means; the headset tells its coming and going as keys too.

    `SERVICE` asks for the sign-in of staff, as holding the corner of the glass does.
    """

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    SELECT = "select"
    HELP = "help"
    VOLUME_UP = "volume_up"
    VOLUME_DOWN = "volume_down"
    PAUSE = "pause"
    REPEAT = "repeat"
    HEADSET_IN = "headset_in"
    HEADSET_OUT = "headset_out"
    SERVICE = "service"


# What a plain keyboard has, and F13 to F24, which common assistive keypads send.
DEFAULTS: Mapping[Pad, tuple[str, ...]] = {
    Pad.UP: ("Up", "F13"),
    Pad.DOWN: ("Down", "F14"),
    Pad.LEFT: ("Left", "F15"),
    Pad.RIGHT: ("Right", "F16"),
    Pad.SELECT: ("Return", "Enter", "F17"),
    Pad.HELP: ("F1", "F18"),
    Pad.VOLUME_UP: ("VolumeUp", "F19"),
    Pad.VOLUME_DOWN: ("VolumeDown", "F20"),
    Pad.PAUSE: ("F23",),
    Pad.REPEAT: ("F24",),
    Pad.HEADSET_IN: ("F21",),
    Pad.HEADSET_OUT: ("F22",),
    Pad.SERVICE: (),  # a key switch behind a door, or a key of its own: a site that has one binds it
}
NEEDED = (Pad.UP, Pad.DOWN, Pad.SELECT, Pad.HELP)
NAMES = (
    "Up", "Down", "Left", "Right", "Return", "Enter", "Select", "Help", "Home", "End", "PageUp", "PageDown", "Insert",
    "Delete", "Clear", "Escape", "Menu", "Pause", "Print", "ScrollLock", "VolumeUp", "VolumeDown", "VolumeMute",
    "MediaPlay", "MediaStop", "MediaPause", "MediaTogglePlayPause", "MediaPrevious", "MediaNext", "HomePage", "Back",
    "Forward", "Execute", "Yes", "No",
)  # fmt: skip
_FUNCTION_KEY = re.compile(r"F([1-9]|[12]\d|3[0-5])")


def is_bindable(name: str) -> bool:
    """True for a key that types nothing: typing stays for fields and scanners."""
    return name in NAMES or _FUNCTION_KEY.fullmatch(name) is not None


def not_a_key(name: str) -> str:
    """Return what is said of a name that cannot be bound."""
    return f"{name!r} is no key of a keypad: F1 to F35, or {', '.join(NAMES)}"


def bindings(chosen: Mapping[str, Sequence[str]]) -> Mapping[str, Pad]:
    """Return the meaning of each key name; what is not chosen keeps its default.

    A key that is chosen for one meaning is taken from the default of another. Raises ValueError for a name or meaning
    that does not exist, a key with two chosen meanings, and a meaning that nobody could reach.
    """
    meant: dict[str, Pad] = {}
    for word, names in chosen.items():
        pad = Pad(word)
        for name in names:
            if not is_bindable(name):
                raise ValueError(not_a_key(name))
            if meant.setdefault(name, pad) is not pad:
                raise ValueError(f"{name!r} is bound to {meant[name]} and to {pad}")
    for pad, names in DEFAULTS.items():
        if pad not in chosen:
            meant.update({name: pad for name in names if name not in meant})
    for pad in NEEDED:
        if pad not in meant.values():
            raise ValueError(f"no key is bound to {pad}: without it the kiosk cannot be used by keys")
    return meant
