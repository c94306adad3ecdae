"""Tactile keypads with a headset socket, read from the input device and held for this program alone.

Document: linux/input.h and linux/input-event-codes.h (Linux 6.1). Revision: protocols.md 5, 11 (2026).
Frames, kernel to host, 24 bytes each on 64-bit machines (there are none the other way):

| bytes | part      | meaning                                                                              |
|-------|-----------|--------------------------------------------------------------------------------------|
| 0-15  | time      | seconds and microseconds, 8 bytes each                                               |
| 16-17 | type      | 1: a key; 5: a switch; 0 with code 3: events were lost; others are passed over       |
| 18-19 | code      | of a key: which one; of a switch: 2 headphones, 4 microphone, 6 line out are plugged |
| 20-23 | value     | of a key 0 up, 1 down, 2 repeat (passed over); of a switch 0 open, 1 closed          |

Keys are told by the names that the settings bind under `[keypad]`; what they mean is not known here. Keys that type
have no name: five of them in 10 s make the keypad DEGRADED, for then it is in another mode. A key that goes down again
within 30 ms bounced, and is one press. Over `serial` the same bytes are read from a line: that is how the simulator is
opened.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from devices.api import Card, DriverUrl, HeadsetChanged, KeyPressed, Reason
from devices.keys.events import EventReader, KeyEvent, Switched
from devices.scanning import Doubt, Judged
from devices.transport import OpenPort
from devices.url import options, require_transport

CARD = Card(document="linux/input.h, Linux 6.1; protocols.md 5, 11, 2026")
OPTIONS = options()

NAMES: Mapping[int, str] = {
    103: "Up", 108: "Down", 105: "Left", 106: "Right", 28: "Return", 96: "Enter", 352: "Select", 353: "Select",
    138: "Help", 102: "Home", 107: "End", 104: "PageUp", 109: "PageDown", 110: "Insert", 111: "Delete", 355: "Clear",
    1: "Escape", 127: "Menu", 139: "Menu", 119: "Pause", 99: "Print", 70: "ScrollLock", 115: "VolumeUp",
    114: "VolumeDown", 113: "VolumeMute", 207: "MediaPlay", 166: "MediaStop", 201: "MediaPause",
    164: "MediaTogglePlayPause", 165: "MediaPrevious", 163: "MediaNext", 172: "HomePage", 158: "Back", 159: "Forward",
    **{58 + number: f"F{number}" for number in range(1, 11)}, 87: "F11", 88: "F12",
    **{170 + number: f"F{number}" for number in range(13, 25)},
}  # fmt: skip
"""Names by key code, as Qt calls the keys. Source: linux/input-event-codes.h."""
_SILENT = frozenset({42, 54, 29, 97, 56, 100, 58, 69})  # Shift, Control, Alt, the locks: pressed around other keys
BOUNCE_S = 0.03
_HEADSET = frozenset({2, 4, 6})
_DOUBT = Doubt(Reason.FORMAT_ERROR, "keys", "mode of the keypad: it types, or loses keys")

log = logging.getLogger(__name__)


class KernelKeypad(Judged):
    """A keypad behind a port that gives key events: implements `devices.api.Keypad`."""

    def __init__(self, url: DriverUrl, open_port: OpenPort) -> None:
        super().__init__(_DOUBT)
        self._url = url
        self._open_port = open_port
        self._reader = EventReader()
        self._plugged: set[int] = set()
        self._last = (0, 0.0)  # code and kernel time of the last key that moved
        self._listener: Callable[[KeyPressed | HeadsetChanged], None] | None = None

    def on_key(self, listener: Callable[[KeyPressed | HeadsetChanged], None]) -> None:
        """Tell `listener` each press, and a headset that comes or goes."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget the part of an event and the count of bad keys; whether a headset is in stays known."""
        self._reader.clear()
        self._judge.forget()
        if self.health.is_usable:
            self._judge.settle()

    async def run(self) -> None:
        """Hold the input device and read it. Raises `Unplugged`."""
        await self._judge.serve(self._url, self._open_port, self.reset, self._take)

    def _take(self, chunk: bytes) -> None:
        now = asyncio.get_running_loop().time()
        for event in self._reader.feed(chunk):
            if isinstance(event, KeyEvent):
                self._press(event, now)
            elif isinstance(event, Switched):
                self._switch(event, now)
            else:
                log.info("keypad: keys were lost")
                self._judge.count()
        self._judge.settle()

    def _press(self, event: KeyEvent, now: float) -> None:
        code, at_s = self._last
        self._last = (event.code, event.at_s)
        if not event.is_down or event.code in _SILENT or (code == event.code and abs(event.at_s - at_s) < BOUNCE_S):
            return
        name = NAMES.get(event.code)
        if name is None:
            log.info("keypad: a key that types or has no name was passed over")
            self._judge.count()
        elif self._listener is not None:
            self._listener(KeyPressed(name, now))

    def _switch(self, event: Switched, now: float) -> None:
        if event.code not in _HEADSET:
            return
        was_in = bool(self._plugged)
        self._plugged = self._plugged | {event.code} if event.is_on else self._plugged - {event.code}
        is_in = bool(self._plugged)
        if is_in != was_in and self._listener is not None:
            self._listener(HeadsetChanged(is_in, now))


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> KernelKeypad:
    """Make a keypad for a URL. It needs no secret."""
    require_transport(url, ("hid", "serial"))
    return KernelKeypad(url, open_port)
