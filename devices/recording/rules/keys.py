"""Keys: what the kernel hands a program that reads an input device, events of 24 bytes.

A scan in keys is judged as the text that it types. Source: linux/input.h, linux/input-event-codes.h.
"""

from __future__ import annotations

import struct

from devices.recording.masks import FrameMasker, Lost, Masker, Masks, Tell, shape
from devices.recording.rules.lines import SCANNER, scan

_EVENT = struct.Struct("@llHHi")
_KEY, _MISC = 1, 4
_ENDS = frozenset({28, 96, 15})  # Enter, that of the number pad, Tab
_SHIFTS = frozenset({42, 54})
_ZERO, _X = 11, 45
_DIGITS = {**{1 + digit: digit for digit in range(1, 10)}, 11: 0}
_DIGITS |= {79: 1, 80: 2, 81: 3, 75: 4, 76: 5, 77: 6, 71: 7, 72: 8, 73: 9, 82: 0}
_LETTERS = {first + at: sign for first, row in ((16, b"qwertyuiop"), (30, b"asdfghjkl"), (44, b"zxcvbnm"))
            for at, sign in enumerate(row)}  # fmt: skip
_SIGNS = {26: b"[{", 27: b"]}", 51: b",<", 52: b".>", 53: b"/?", 12: b"-_", 13: b"=+", 57: b"  ", 39: b";:"}
_SHIFTED_DIGITS = b")!@#$%^&*("
Event = tuple[int, int, int, int, int]


def end_of_keys(held: bytes) -> int:
    """Cut behind the event in which Enter or Tab goes down. Raises `Lost` for what is no event."""
    whole = len(held) - len(held) % _EVENT.size
    for at, (_, micros, kind, code, value) in enumerate(_EVENT.iter_unpack(held[:whole])):
        if kind > 0x1F or code > 0x2FF or not 0 <= micros < 1_000_000:
            raise Lost("no input event")
        if kind == _KEY and value == 1 and code in _ENDS:
            return (at + 1) * _EVENT.size
    return 0


def _typed(events: list[Event]) -> bytes:
    text, is_shifted = b"", False
    for _, _, kind, code, value in events:
        if kind == _KEY and code in _SHIFTS:
            is_shifted = value > 0
        elif kind == _KEY and value == 1 and code not in _ENDS:
            text += _sign(code, is_shifted=is_shifted)
    return text


def _sign(code: int, *, is_shifted: bool) -> bytes:
    if code in _DIGITS:
        digit = _DIGITS[code]
        return _SHIFTED_DIGITS[digit : digit + 1] if is_shifted and code < 12 else b"%d" % digit
    if code in _LETTERS:
        sign = bytes((_LETTERS[code],))
        return sign.upper() if is_shifted else sign
    pair = _SIGNS.get(code, b"..")
    return pair[1:] if is_shifted else pair[:1]


def keys(frame: bytes, tell: Tell) -> bytes:
    """Mask the keys of one scan unless it is goods: digits become 0, letters X."""
    events = list(_EVENT.iter_unpack(frame))
    text = _typed(events)
    if scan(text, tell) == text:
        return frame
    return b"".join(_EVENT.pack(*_stand_in(event)) for event in events)


def started_keys(frame: bytes, tell: Tell) -> bytes:
    """Mask keys that no Enter followed."""
    whole = len(frame) - len(frame) % _EVENT.size
    events = list(_EVENT.iter_unpack(frame[:whole]))
    if shape(_typed(events)) != _typed(events):
        tell("free text")
    return b"".join(_EVENT.pack(*_stand_in(event)) for event in events) + bytes(len(frame) - whole)


def _stand_in(event: Event) -> Event:
    seconds, micros, kind, code, value = event
    if kind == _KEY and code in _DIGITS:
        code = _ZERO
    elif kind == _KEY and code in _LETTERS:
        code = _X
    elif kind == _MISC:
        value = 0
    return seconds, micros, kind, code, value


def _masker(tell: Tell) -> Masker:
    return FrameMasker(end_of_keys, keys, tell, partial=started_keys)


KEYS = Masks(_masker, _masker, ("keys: each text that is typed is judged as a scan", *SCANNER.rules))
