"""What a key of a scanner means: a US keyboard, whatever layout this machine has.

Source: linux/input-event-codes.h; a scanner set to the US layout sends the usage of the key that carries the character.
"""

from __future__ import annotations

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_PAD = {71: "7", 72: "8", 73: "9", 74: "-", 75: "4", 76: "5", 77: "6", 78: "+", 79: "1", 80: "2", 81: "3", 82: "0"}
_PAD |= {83: ".", 55: "*", 98: "/", 117: "="}

PLAIN = {first + at: sign for first, signs, _ in _ROWS for at, sign in enumerate(signs)} | _PAD
SHIFTED = {first + at: sign for first, _, signs in _ROWS for at, sign in enumerate(signs)} | _PAD

SHIFTS = frozenset({42, 54})
CONTROLS = frozenset({29, 97})
IGNORED = frozenset({58, 69, 70})
"""Caps, Num and Scroll Lock: a scanner that finds the wrong case presses them around a scan."""
RIGHT_BRACKET = 27
"""With Control it is GS (1D), as scanners type the separator of GS1."""
ENTERS = frozenset({28, 96})
TAB = 15
