"""ZVT frames as the terminal reads and writes them: APDUs, BCD, bitmaps and TLV.

Source: PA00P015 rev. 13.08, chapters 2 and 9; PA00P016 rev. 03 (TCP: bare APDUs).
"""

from __future__ import annotations

from dataclasses import dataclass, field


class Unreadable(ValueError):
    """Bytes that the protocol does not allow."""


@dataclass(frozen=True, slots=True)
class Apdu:
    """One frame: two control bytes and the data behind the length field."""

    control: bytes
    body: bytes = b""

    @property
    def name(self) -> str:
        """The control bytes as text, `04 0F`."""
        return self.control.hex(" ").upper()

    def encoded(self, extended_length: bool = False) -> bytes:
        """The frame's bytes; `extended_length` uses `FF lo hi` where one byte would do."""
        size = len(self.body)
        if size > 0xFFFF:
            raise Unreadable(f"an APDU carries at most 65535 bytes, not {size}")
        if size > 0xFE or extended_length:
            return self.control + b"\xff" + size.to_bytes(2, "little") + self.body
        return self.control + bytes([size]) + self.body


ACK = Apdu(b"\x80\x00")


def refusal(code: int, body: bytes = b"") -> Apdu:
    """The terminal's negative answer `84 xx`."""
    return Apdu(bytes([0x84, code]), body)


class Assembler:
    """Cuts a byte stream into APDUs; any fragmentation gives the same frames."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, chunk: bytes) -> list[Apdu]:
        """The frames that `chunk` completes."""
        self._waiting += chunk
        frames: list[Apdu] = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def clear(self) -> None:
        """Forget an unfinished frame."""
        self._waiting.clear()

    def _next(self) -> Apdu | None:
        head = self._waiting
        if len(head) < 3:
            return None
        start, size = 3, head[2]
        if size == 0xFF:
            if len(head) < 5:
                return None
            start, size = 5, int.from_bytes(head[3:5], "little")
        if len(head) < start + size:
            return None
        frame = Apdu(bytes(head[:2]), bytes(head[start : start + size]))
        del head[: start + size]
        return frame


def bcd(number: int, size: int) -> bytes:
    """A whole number as `size` bytes of packed decimal."""
    digits = f"{number:0{size * 2}d}"
    if number < 0 or len(digits) > size * 2:
        raise Unreadable(f"{number} does not fit {size} BCD bytes")
    return bytes.fromhex(digits)


def from_bcd(octets: bytes) -> int:
    """The number in packed decimal. Raises `Unreadable` for a nibble above 9."""
    text = octets.hex()
    if not text.isdecimal():
        raise Unreadable(f"{text} is not BCD")
    return int(text)


def llvar(octets: bytes, digits: int = 2) -> bytes:
    """Length as `Fx` bytes, then the value."""
    size = f"{len(octets):0{digits}d}"
    if len(size) > digits:
        raise Unreadable(f"{len(octets)} bytes do not fit {digits} length digits")
    return bytes(0xF0 | int(d) for d in size) + octets


def _sizes() -> dict[int, int]:
    sizes: dict[int, int] = {}
    for size, ids in {
        1: "01 02 03 05 19 27 8A 8C A0 D0 D2 D3 E0 E9 EA F0 F9 FA FB FC FD",
        2: "0D 0E 17 3A 49 87",
        3: "0B 0C 37 3D 88 AA",
        4: "29",
        5: "BA",
        6: "04",
        8: "3B EB",
        15: "2A",
    }.items():
        sizes.update(dict.fromkeys(bytes.fromhex(ids), size))
    return sizes


FIXED_SIZES = _sizes()
LLVAR_IDS = frozenset(bytes.fromhex("22 23 2D 4C 8B A7 D1 E1 E2 E3 E4 E5 E6 E7 E8 F1 F2 F3 F4 F5 F6 F7 F8"))
LLLVAR_IDS = frozenset(bytes.fromhex("24 2E 3C 60 92 9A AF"))
TLV_ID = 0x06


@dataclass(frozen=True, slots=True)
class Fields:
    """The bitmaps of one frame, by id, as their bare values."""

    values: dict[int, bytes] = field(default_factory=dict)

    def number(self, ident: int) -> int | None:
        """A BCD bitmap as a number; None when absent."""
        return from_bcd(self.values[ident]) if ident in self.values else None

    @property
    def has_tlv(self) -> bool:
        """True when a TLV container came, be it empty."""
        return TLV_ID in self.values

    def tlv(self) -> list[tuple[int, bytes]]:
        """The tags of the TLV container, in order."""
        return parse_tlv(self.values.get(TLV_ID, b""))


def parse_fields(body: bytes) -> Fields:
    """Read bitmaps in any order. Raises `Unreadable`: an unknown one has no known length."""
    values: dict[int, bytes] = {}
    at = 0
    while at < len(body):
        ident = body[at]
        start, size = _extent(body, at + 1, ident)
        if start + size > len(body):
            raise Unreadable(f"bitmap {ident:02X} is cut off")
        values[ident] = body[start : start + size]
        at = start + size
    return Fields(values)


def _extent(body: bytes, at: int, ident: int) -> tuple[int, int]:
    if ident in FIXED_SIZES:
        return at, FIXED_SIZES[ident]
    if ident == TLV_ID:
        return _tlv_length(body, at)
    digits = 2 if ident in LLVAR_IDS else 3 if ident in LLLVAR_IDS else 0
    if not digits:
        raise Unreadable(f"unknown bitmap {ident:02X}")
    head = body[at : at + digits]
    if len(head) < digits or any(b & 0xF0 != 0xF0 or b & 0x0F > 9 for b in head):
        raise Unreadable(f"bitmap {ident:02X} has no length")
    return at + digits, int("".join(str(b & 0x0F) for b in head))


def build_fields(values: dict[int, bytes]) -> bytes:
    """Bitmaps in the order given."""
    parts: list[bytes] = []
    for ident, value in values.items():
        if ident in FIXED_SIZES:
            if len(value) != FIXED_SIZES[ident]:
                raise Unreadable(f"bitmap {ident:02X} has {FIXED_SIZES[ident]} bytes, not {len(value)}")
            parts.append(bytes([ident]) + value)
        elif ident == TLV_ID:
            parts.append(bytes([ident]) + _tlv_size(len(value)) + value)
        else:
            parts.append(bytes([ident]) + llvar(value, 2 if ident in LLVAR_IDS else 3))
    return b"".join(parts)


def tlv(tag: int, value: bytes) -> bytes:
    """One TLV object; the tag's own bytes give its size."""
    return tag.to_bytes((tag.bit_length() + 7) // 8 or 1) + _tlv_size(len(value)) + value


def parse_tlv(octets: bytes) -> list[tuple[int, bytes]]:
    """The objects of one level, unknown tags included. Raises `Unreadable`."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(octets):
        tag, at = _tag(octets, at)
        start, size = _tlv_length(octets, at)
        if start + size > len(octets):
            raise Unreadable(f"tag {tag:X} is cut off")
        found.append((tag, octets[start : start + size]))
        at = start + size
    return found


def _tag(octets: bytes, at: int) -> tuple[int, int]:
    tag = octets[at]
    at += 1
    if tag & 0x1F == 0x1F:
        while True:
            if at >= len(octets):
                raise Unreadable("a tag is cut off")
            tag = tag << 8 | octets[at]
            at += 1
            if not octets[at - 1] & 0x80:
                break
    return tag, at


def _tlv_length(octets: bytes, at: int) -> tuple[int, int]:
    first = octets[at : at + 1]
    if not first:
        raise Unreadable("a TLV length is missing")
    if first[0] < 0x80:
        return at + 1, first[0]
    count = {0x81: 1, 0x82: 2}.get(first[0])
    if count is None or len(octets) < at + 1 + count:
        raise Unreadable(f"TLV length {first[0]:02X}")
    return at + 1 + count, int.from_bytes(octets[at + 1 : at + 1 + count])


def _tlv_size(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    return b"\x81" + bytes([size]) if size < 0x100 else b"\x82" + size.to_bytes(2)
