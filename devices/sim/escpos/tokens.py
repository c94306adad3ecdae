"""Cuts an ESC/POS byte stream into text and commands; knows only how long each command is.

Source: Epson ESC/POS command reference (TM series); buzzer commands of clones where they do not collide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ESC, FS, GS, DLE = b"\x1b", b"\x1c", b"\x1d", b"\x10"
MAX_COMMAND = 1 << 20


@dataclass(frozen=True, slots=True)
class Token:
    """Text (`op` empty) or one command: `op` its fixed bytes, `body` its parameters and data."""

    op: bytes
    body: bytes
    size: int

    @property
    def is_unknown(self) -> bool:
        """True for bytes that no table holds."""
        return self.op == b"?"


def _word(octets: bytes, at: int) -> int:
    return octets[at] | octets[at + 1] << 8


def _needs(count: int, octets: bytes, then: Callable[[bytes], int]) -> int | None:
    """The size by `then` once `count` bytes are there."""
    return then(octets) if len(octets) >= count else None


def _until_nul(octets: bytes) -> int | None:
    end = octets.find(0)
    return None if end < 0 else end + 1


def _bit_image(octets: bytes) -> int | None:
    return _needs(3, octets, lambda o: 3 + _word(o, 1) * (3 if o[0] in (32, 33) else 1))


def _user_characters(octets: bytes) -> int | None:
    if len(octets) < 3:
        return None
    rows, first, last = octets[0], octets[1], octets[2]
    at = 3
    for _code in range(first, last + 1):
        if at >= len(octets):
            return None
        at += 1 + octets[at] * rows
    return at


def _nv_images(octets: bytes) -> int | None:
    if not octets:
        return None
    at = 1
    for _image in range(octets[0]):
        if len(octets) < at + 4:
            return None
        at += 4 + _word(octets, at) * _word(octets, at + 2) * 8
    return at


def _barcode(octets: bytes) -> int | None:
    if not octets:
        return None
    if octets[0] <= 8:
        end = octets.find(0, 1)
        return None if end < 0 else end + 1
    return _needs(2, octets, lambda o: 2 + o[1])


def _cut(octets: bytes) -> int | None:
    return _needs(1, octets, lambda o: 2 if o[0] in (65, 66, 97, 98, 103, 104) else 1)


def _counter_mode(octets: bytes) -> int | None:
    sizes = {0x30: 3, 0x31: 7, 0x32: 3}
    return _needs(1, octets, lambda o: _semicolons(o, 5) if o[0] == 0x3B else sizes.get(o[0], 1))


def _semicolons(octets: bytes, count: int) -> int:
    at = -1
    for _number in range(count + 1):
        at = octets.find(b";", at + 1)
        if at < 0:
            return len(octets) + 1
    return at + 1


def _status_request(octets: bytes) -> int | None:
    return _needs(1, octets, lambda o: 2 if o[0] in (7, 8) else 1)


def _pulse_request(octets: bytes) -> int | None:
    sizes = {1: 3, 2: 3, 3: 6, 6: 2, 7: 2, 8: 8}
    return _needs(1, octets, lambda o: sizes.get(o[0], 1))


def _long_graphics(octets: bytes) -> int | None:
    return _needs(5, octets, lambda o: 5 + int.from_bytes(o[1:5], "little"))


def _fixed() -> dict[bytes, int]:
    table: dict[bytes, int] = {}
    for lead, sizes in {
        ESC: {
            0: "0C 28? 32 3C 40 4C 53 69 6D 76",
            1: "20 21 25 2D 33 3D 3F 45 47 4A 4B 4D 52 54 55 56 61 64 65 72 74 7B",
            2: "24 42 5C 66",
            3: "70",
            8: "57",
        },
        FS: {0: "26 2E", 1: "21 2D 43 57 79", 2: "3F 53 70", 74: "32"},
        GS: {
            0: "3A 63",
            1: "21 2F 42 45 48 49 54 61 62 66 68 6A 6E 72 77",
            2: "24 4C 50 57 5C",
            3: "5E",
        },
    }.items():
        for size, codes in sizes.items():
            table.update({lead + bytes.fromhex(code): size for code in codes.split() if not code.endswith("?")})
    return table


FIXED = _fixed()
VARIABLE: dict[bytes, Callable[[bytes], int | None]] = {
    b"\x1b*": _bit_image,
    b"\x1b&": _user_characters,
    b"\x1bD": _until_nul,
    b"\x1bc": lambda o: _needs(2, o, lambda _o: 2),
    b"\x1cq": _nv_images,
    b"\x1cg": lambda o: _needs(8, o, lambda p: 8 + (_word(p, 6) if p[0] == 0x31 else 0)),
    b"\x1d*": lambda o: _needs(2, o, lambda p: 2 + p[0] * p[1] * 8),
    b"\x1d8": _long_graphics,
    b"\x1dC": _counter_mode,
    b"\x1dQ": lambda o: _needs(6, o, lambda p: 6 + _word(p, 2) * _word(p, 4)),
    b"\x1dV": _cut,
    b"\x1dg": lambda o: _needs(4, o, lambda _o: 4),
    b"\x1dk": _barcode,
    b"\x1dv": lambda o: _needs(6, o, lambda p: 6 + _word(p, 2) * _word(p, 4)),
    b"\x1dz": lambda o: _needs(3, o, lambda _o: 3),
    b"\x10\x04": _status_request,
    b"\x10\x05": lambda o: _needs(1, o, lambda _o: 1),
    b"\x10\x14": _pulse_request,
}
EXTENDED = frozenset({b"\x1b(", b"\x1c(", b"\x1d("})


class Tokenizer:
    """Gives tokens as soon as they are complete; text at once. Any fragmentation gives the same text and commands."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    @property
    def unfinished_bytes(self) -> int:
        """How many bytes of an incomplete command wait."""
        return len(self._waiting)

    def clear(self) -> None:
        """Forget an incomplete command."""
        self._waiting.clear()

    def feed(self, chunk: bytes) -> list[Token]:
        """The tokens that `chunk` completes."""
        self._waiting += chunk
        octets = bytes(self._waiting)
        tokens: list[Token] = []
        at = 0
        while at < len(octets):
            token = _token(octets, at)
            if token is None:
                break
            tokens.append(token)
            at += token.size
        del self._waiting[:at]
        return tokens


def _token(octets: bytes, at: int) -> Token | None:
    lead = octets[at : at + 1]
    if lead not in (ESC, FS, GS, DLE):
        end = at + 1
        if lead >= b" ":
            while end < len(octets) and octets[end] >= 0x20:
                end += 1
            return Token(b"", octets[at:end], end - at)
        return Token(lead, b"", 1)
    op = octets[at : at + 2]
    if len(op) < 2:
        return None
    if op in EXTENDED:
        return _extended(octets, at)
    size = FIXED.get(op)
    if size is None:
        reader = VARIABLE.get(op)
        if reader is None:
            return Token(b"?", op, 2)
        size = reader(octets[at + 2 : at + 2 + MAX_COMMAND])
    if size is None or at + 2 + size > len(octets):
        return None
    return Token(op, octets[at + 2 : at + 2 + size], 2 + size)


def _extended(octets: bytes, at: int) -> Token | None:
    """`ESC ( X pL pH ...`: the length stands in the command."""
    if len(octets) < at + 5:
        return None
    size = _word(octets, at + 3)
    if len(octets) < at + 5 + size:
        return None
    return Token(octets[at : at + 3], octets[at + 5 : at + 5 + size], 5 + size)
