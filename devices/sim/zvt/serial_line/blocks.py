"""The serial framing as the terminal reads and writes it: DLE STX, doubled data, DLE ETX, two check bytes.

Source: PA00P016 rev. 03, serial transport protocol.
"""

from __future__ import annotations

from dataclasses import dataclass, field

DLE = 0x10
START, END = b"\x10\x02", b"\x10\x03"
POSITIVE, NEGATIVE = b"\x06", b"\x15"
LONGEST = 65_540


@dataclass(frozen=True, slots=True)
class Received:
    """One thing that came: `answer` is 06 or 15 of the other side; else a block, whose `data` is None when broken."""

    answer: bytes = b""
    data: bytes | None = field(default=None, repr=False)


def _table() -> tuple[int, ...]:
    rows = []
    for index in range(256):
        value = index
        for _bit in range(8):
            value = (value >> 1) ^ 0x8408 if value & 1 else value >> 1
        rows.append(value)
    return tuple(rows)


_TABLE = _table()


def check_bytes(data: bytes) -> bytes:
    """The CRC over the undoubled data and the closing 03, low byte first."""
    value = 0
    for octet in data + b"\x03":
        value = (value >> 8) ^ _TABLE[(value ^ octet) & 0xFF]
    return value.to_bytes(2, "little")


def blocked(data: bytes) -> bytes:
    """One APDU as a block."""
    return START + data.replace(b"\x10", b"\x10\x10") + END + check_bytes(data)


class Deblocker:
    """Finds blocks and answers in what arrives. Bytes between blocks that are neither are skipped until a pause."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._skips = False

    @property
    def is_hungry(self) -> bool:
        """True in the middle of something: the next byte has to come within T1."""
        return bool(self._waiting) or self._skips

    def clear(self) -> None:
        """Forget what is unfinished."""
        self._waiting.clear()
        self._skips = False

    def feed(self, chunk: bytes) -> list[Received]:
        """What `chunk` completes."""
        self._waiting += chunk
        found: list[Received] = []
        while (one := self._next()) is not None:
            found.append(one)
        return found

    def _next(self) -> Received | None:
        while self._waiting:
            octet = bytes(self._waiting[:1])
            if octet[0] == DLE and len(self._waiting) < 2:
                return None
            if self._waiting.startswith(START):
                return self._block()
            del self._waiting[: 2 if octet[0] == DLE else 1]
            if not self._skips and octet in (POSITIVE, NEGATIVE):
                return Received(answer=octet)
            self._skips = True
        return None

    def _block(self) -> Received | None:
        at, data = 2, bytearray()
        while at + 1 < len(self._waiting):
            octet = self._waiting[at]
            if octet != DLE:
                data.append(octet)
                at += 1
            elif self._waiting[at + 1] == DLE:
                data.append(DLE)
                at += 2
            else:
                return self._closed(bytes(data), at)
        return self._broken(at) if len(data) > LONGEST else None

    def _closed(self, data: bytes, at: int) -> Received | None:
        if self._waiting[at + 1] != END[1]:
            return self._broken(at)
        if len(self._waiting) < at + 4:
            return None
        check = bytes(self._waiting[at + 2 : at + 4])
        del self._waiting[: at + 4]
        self._skips = False
        return Received(data=data if check == check_bytes(data) else None)

    def _broken(self, at: int) -> Received:
        del self._waiting[:at]
        return Received()
