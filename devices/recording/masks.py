"""Takes personal values out of a byte stream before anybody keeps it, whatever portions it comes in.

One masker sees one direction of one connection. It holds bytes in memory until a frame is whole, masks the frame and
only then gives it up. What it has to give up earlier (the other side spoke meanwhile, the line ended) and what it does
not understand keeps nothing but its shape.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

Tell = Callable[[str], None]
"""Is told the name of each rule that masked something."""
Cut = Callable[[bytes], int]
"""Gives the length of the first whole frame of a buffer, 0 while there is none. Raises `Lost`."""
Mask = Callable[[bytes, Tell], bytes]
"""Masks one frame. What it raises as `ValueError` or `IndexError` leaves the frame's shape alone."""

KIND_BYTES = 4
"""A frame's first bytes say only of what kind it is, unless they are letters: they may be given up before the rest."""
NOT_UNDERSTOOD = "not understood"


class Lost(ValueError):
    """The stream is not of this protocol: from here to its end only its shape is kept."""


class Released(NamedTuple):
    """What a masker gives up: how many bytes of the line, and what is written in their place."""

    raw: int
    masked: bytes


class Masker(Protocol):
    """One direction of one connection. All maskers are idempotent: what is masked stays as it is."""

    def feed(self, chunk: bytes) -> list[Released]:
        """Take bytes as they came, give up what may be kept."""
        ...

    def flush(self) -> list[Released]:
        """Give up what is held, though its frame is not whole."""
        ...


@dataclass(frozen=True, slots=True)
class Masks:
    """What a driver exposes as `MASKS`: a masker for each direction, and in words what they take out."""

    host: Callable[[Tell], Masker]
    device: Callable[[Tell], Masker]
    rules: tuple[str, ...]


def _shape_table(*, is_strict: bool) -> bytes:
    def stand_in(byte: int) -> int:
        sign = chr(byte)
        if byte < 0x80 and sign.isalnum():
            return ord("0" if sign.isdigit() else "X" if sign.isupper() else "x")
        if not is_strict:
            return byte if byte < 0x80 else ord("x")
        return byte if sign in "\r\n" else ord(".") if 0x20 <= byte < 0x7F else 0

    return bytes(map(stand_in, range(256)))


_SHAPE, _STRICT = _shape_table(is_strict=False), _shape_table(is_strict=True)


def shape(text: bytes) -> bytes:
    """Replace letters and digits of a text by X, x and 0; signs and control characters stay."""
    return text.translate(_SHAPE)


def strict(octets: bytes) -> bytes:
    """Keep of any bytes which are letters, digits, signs or ends of lines; all others become 00."""
    return octets.translate(_STRICT)


def _is_kind(start: bytes) -> bool:
    return len(start) <= KIND_BYTES and sum(chr(byte).isalpha() for byte in start) <= 1


class FrameMasker:
    """Masks frame by frame. `partial` masks the start of a frame that has to be given up; usually its shape stays."""

    def __init__(self, cut: Cut, mask: Mask, tell: Tell, *, cap: int = 65_536, partial: Mask | None = None) -> None:
        self._cut, self._mask, self._tell, self._cap, self._partial = cut, mask, tell, cap, partial
        self._held = b""
        self._given = 0  # bytes of `_held` that were given up before their frame was whole
        self._is_spoilt = False  # the start of this frame was too long to hold
        self._is_lost = False

    def feed(self, chunk: bytes) -> list[Released]:
        """Take bytes as they came, give up the frames that they complete."""
        self._held += chunk
        done: list[Released] = []
        try:
            while not self._is_lost and self._held and (length := self._cut(self._held)):
                done += self._release(length, self._masked(self._held[:length]))
        except Lost:
            self._is_lost = True
        if self._is_lost or len(self._held) > self._cap:
            self._is_spoilt = not self._is_lost
            done += self._release(len(self._held), self._shaped(self._held))
        return done

    def flush(self) -> list[Released]:
        """Give up what is held; the rest of its frame is masked as the frame would have been."""
        fresh = self._held[self._given :]
        if not fresh:
            return []
        if self._partial is not None and not self._is_spoilt:
            masked = self._partial(self._held, self._tell)[self._given :]
        else:
            masked = fresh if not self._given and not self._is_spoilt and _is_kind(fresh) else self._shaped(fresh)
        self._given = len(self._held)
        return [Released(len(fresh), masked)]

    def _release(self, length: int, masked: bytes) -> list[Released]:
        given, self._given = min(self._given, length), max(self._given - length, 0)
        self._held = self._held[length:]
        return [Released(length - given, masked[given:])] if length > given else []

    def _masked(self, frame: bytes) -> bytes:
        if self._is_spoilt:
            self._is_spoilt = False
            return self._shaped(frame)
        try:
            return self._mask(frame, self._tell)
        except (ValueError, IndexError):
            return self._shaped(frame)

    def _shaped(self, octets: bytes) -> bytes:
        self._tell(NOT_UNDERSTOOD)
        return strict(octets)


class _Strict:
    """Keeps the shape of every byte; holds nothing."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def feed(self, chunk: bytes) -> list[Released]:
        self._tell(NOT_UNDERSTOOD)
        return [Released(len(chunk), strict(chunk))]

    def flush(self) -> list[Released]:
        return []


STRICT = Masks(_Strict, _Strict, ("everything: only letters, digits, signs and line ends can be told apart",))
"""For a driver that says nothing of its own."""
