"""ZVT bitmaps: one byte of number, then a value of fixed or announced length.

Unknown bitmaps cannot be skipped, since their length is unknown: they are `Garbled`, never guessed.
Source: PA00P015 rev. 13.08 ch. 8 (data elements); protocols.md 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from devices.api import Garbled
from devices.drivers.zvt.wire import tlv

AMOUNT, TLV, TRACE, TIME, DATE, STATUS, PAN = 0x04, 0x06, 0x0B, 0x0C, 0x0D, 0x19, 0x22
TRACK_2, TRACK_3, TRACK_1, RESULT, TERMINAL_ID = 0x23, 0x24, 0x2D, 0x27, 0x29
APPROVAL, TEXT, CURRENCY, TOTALS, RECEIPT, CARD_TYPE, CARD_NAME = 0x3B, 0x3C, 0x49, 0x60, 0x87, 0x8A, 0x8B

_FIXED = {
    1: "01 02 03 05 19 27 8A 8C A0 D0 D2 D3 E0 E9 EA F0 F9 FA FB FC FD",
    2: "0D 0E 17 3A 49 87",
    3: "0B 0C 37 3D 88 AA",
    4: "29",
    5: "BA",
    6: "04",
    8: "3B EB",
    15: "2A",
}
_COUNTED = {
    2: "22 23 2D 4C 8B A7 D1 E1 E2 E3 E4 E5 E6 E7 E8 F1 F2 F3 F4 F5 F6 F7 F8",
    3: "24 2E 3C 60 92 9A AF",
}
FIXED_LENGTHS = {number: count for count, row in _FIXED.items() for number in bytes.fromhex(row)}
"""Number of a bitmap to the fixed length of its value in bytes."""
LENGTH_DIGITS = {number: count for count, row in _COUNTED.items() for number in bytes.fromhex(row)}
"""Number of a bitmap to the digits of its length: 2 (LLVAR) or 3 (LLLVAR), each digit a byte F0..F9."""


@dataclass(frozen=True, slots=True)
class Field:
    """One bitmap: its number and raw value. The value may hold card data until `carddata.scrub` has seen it."""

    number: int
    value: bytes = field(repr=False)
    length_bytes: int = field(default=0, compare=False)  # form of a TLV length as it came

    def __bytes__(self) -> bytes:
        return bytes((self.number,)) + self._length() + self.value

    def _length(self) -> bytes:
        if self.number == TLV:
            return tlv.length(len(self.value), self.length_bytes)
        digits = LENGTH_DIGITS.get(self.number)
        if digits is not None:
            return counted(len(self.value), digits)
        if FIXED_LENGTHS.get(self.number) != len(self.value):
            raise ValueError(f"bitmap {self.number:02X} does not hold {len(self.value)} bytes")
        return b""


def counted(count: int, digits: int) -> bytes:
    """Write the length of an LLVAR (2 digits) or LLLVAR (3 digits) value. Raises ValueError when it does not fit."""
    text = f"{count:0{digits}d}"
    if len(text) > digits:
        raise ValueError(f"{count} bytes do not fit {digits} digits")
    return bytes(0xF0 | int(digit) for digit in text)


def read_counted(raw: bytes, at: int, digits: int) -> int:
    """Read the length of an LLVAR or LLLVAR value. Raises `Garbled`."""
    head = raw[at : at + digits]
    if len(head) < digits or any(not 0xF0 <= byte <= 0xF9 for byte in head):
        raise Garbled("a bitmap's length is not made of the bytes F0 to F9")
    return int("".join(str(byte & 0x0F) for byte in head))


def parse(raw: bytes) -> tuple[Field, ...]:
    """Read bitmaps until the end of the data, in any order. Raises `Garbled`."""
    found: list[Field] = []
    at = 0
    while at < len(raw):
        number = raw[at]
        start, count, length_bytes = _extent(number, raw, at + 1)
        if start + count > len(raw):
            raise Garbled(f"bitmap {number:02X} is cut short")
        found.append(Field(number, raw[start : start + count], length_bytes))
        at = start + count
    return tuple(found)


def _extent(number: int, raw: bytes, at: int) -> tuple[int, int, int]:
    """Give where a value starts, its length, and how many bytes a TLV length took."""
    if number == TLV:
        count, used = tlv.read_length(raw, at)
        return at + used, count, used
    digits = LENGTH_DIGITS.get(number)
    if digits is not None:
        return at + digits, read_counted(raw, at, digits), 0
    if number not in FIXED_LENGTHS:
        raise Garbled(f"bitmap {number:02X} is unknown, so its length is, too")
    return at, FIXED_LENGTHS[number], 0


def build(*fields: Field) -> bytes:
    """Write bitmaps in the order given. Raises ValueError for a value of the wrong length."""
    return b"".join(map(bytes, fields))


def bcd(number: int, length_bytes: int) -> bytes:
    """Write a number as packed decimal digits. Raises ValueError when it is negative or too long."""
    digits = f"{number:0{2 * length_bytes}d}"
    if number < 0 or len(digits) > 2 * length_bytes:
        raise ValueError(f"the number does not fit {length_bytes} BCD bytes")
    return bytes.fromhex(digits)


def from_bcd(raw: bytes) -> int:
    """Read packed decimal digits. Raises `Garbled` when a half byte is no digit."""
    digits = raw.hex()
    if not digits.isdecimal():
        raise Garbled("a BCD number holds a half byte above 9")
    return int(digits)
