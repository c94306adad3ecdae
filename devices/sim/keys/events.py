"""Key events as the kernel hands them to a program that reads an input device.

Each key is three events of 24 bytes down and three up: a scan code, the key, a report. Source: `linux/input.h` and the
HID usages of a US keyboard.
"""

from __future__ import annotations

import struct

_EVENT = struct.Struct("=qqHHi")
_SYN, _KEY, _MSC, _SWITCH = 0, 1, 4, 5
_SYN_DROPPED, _MSC_SCAN = 3, 4
_STEP_S = 0.002
_BOOT_S = 1_700_000_000.0


class Keyboard:
    """The keys of one device. Two of its events are 2 ms apart, as keyboard reports are."""

    def __init__(self) -> None:
        self._now_s = _BOOT_S

    def at(self, now_s: float) -> None:
        """Move the kernel's clock on; it never goes back."""
        self._now_s = max(self._now_s, _BOOT_S + now_s)

    def pause(self, seconds: float) -> None:
        """Let time pass between two keys."""
        self._now_s += seconds

    def press(self, code: int) -> bytes:
        """A key goes down and up."""
        return self.move(code, 1) + self.move(code, 0)

    def move(self, code: int, value: int) -> bytes:
        """A key goes down (1), up (0), or repeats (2)."""
        self._now_s += _STEP_S
        scan_code = self._event(_MSC, _MSC_SCAN, 0x70000 + code)
        return scan_code + self._event(_KEY, code, value) + self._event(_SYN, 0, 0)

    def switch(self, code: int, is_on: bool) -> bytes:
        """A switch closes or opens."""
        self._now_s += _STEP_S
        return self._event(_SWITCH, code, int(is_on)) + self._event(_SYN, 0, 0)

    def lost(self) -> bytes:
        """The kernel's buffer ran over: events are missing here."""
        return self._event(_SYN, _SYN_DROPPED, 0)

    def _event(self, kind: int, code: int, value: int) -> bytes:
        seconds = int(self._now_s)
        return _EVENT.pack(seconds, int((self._now_s - seconds) * 1_000_000), kind, code, value)
