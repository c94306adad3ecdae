"""ZVT: passwords, card numbers, tracks, security codes and the words of receipts.

A reading of its own, so that no mistake of the driver's parser passes. Source: PA00P015 rev. 13.08, PA00P016 rev. 03.
"""

from __future__ import annotations

import re

from devices.recording.masks import FrameMasker, Lost, Masker, Masks, Tell, strict
from devices.recording.rules.words import STAND_INS, is_card_number, is_stand_in, mask_text

_PASSWORD_FIRST = frozenset({0x0600, 0x0630, 0x0631, 0x0620, 0x0650, 0x0670, 0x0693, 0x0501})
_CLASSES = frozenset({0x04, 0x05, 0x06, 0x08, 0x0F, 0x80, 0x84})
_LINE, _INTERMEDIATE, _CLOCK, _CLOCK_BYTES = 0x06D1, 0x04FF, 0x0401, 6
_FIXED = {1: "01 02 03 05 19 27 8A 8C A0 D0 D2 D3 E0 E9 EA F0 F9 FA FB FC FD", 2: "0D 0E 17 3A 49 87",
          3: "0B 0C 37 3D 88 AA", 4: "29", 5: "BA", 6: "04", 8: "3B EB", 15: "2A"}  # fmt: skip
_LENGTHS = {number: size for size, row in _FIXED.items() for number in bytes.fromhex(row)}
_LLVAR = bytes.fromhex("22 23 2D 4C 8B A7 D1 E1 E2 E3 E4 E5 E6 E7 E8 F1 F2 F3 F4 F5 F6 F7 F8")
_LLLVAR = bytes.fromhex("24 2E 3C 60 92 9A AF")
_TLV, _PAN, _EXPIRY, _SECURITY_CODE, _PASSWORD, _TOTALS = 0x06, 0x22, 0x0E, 0x3A, 0x3D, 0x60
_TRACKS = frozenset({0x23, 0x24, 0x2D})
_TEXTS = bytes.fromhex("3C 8B D1 E1 E2 E3 E4 E5 E6 E7 E8 F1 F2 F3 F4 F5 F6 F7 F8")
_CARD_TAGS = frozenset({0x1F08, 0x1F09, 0x1F0A})
_TEXT_TAGS = frozenset({0x07, 0x1F17, 0x1F40, 0x1F41, 0x1F42, 0x1F43})
_CLEAR_DIGITS = 10  # first six and last four
_NIBBLES = re.compile(r"\d{13,}")
_MAX_DEPTH = 8
_DLE, _STX, _ETX = 0x10, 0x02, 0x03


def end_of_unit(held: bytes) -> int:
    """Cut behind a command with its data. Raises `Lost` for a class that does not exist."""
    if held[0] not in _CLASSES:
        raise Lost("no class of ZVT")
    if len(held) < 3 or (held[2] == 0xFF and len(held) < 5):
        return 0
    size = 5 + (held[3] | held[4] << 8) if held[2] == 0xFF else 3 + held[2]
    return size if len(held) >= size else 0


def unit(frame: bytes, tell: Tell) -> bytes:
    """Mask one command or answer; what cannot be read keeps its command, its length and the shape of its data."""
    start = 5 if frame[2] == 0xFF else 3
    command, own = frame[0] << 8 | frame[1], frame[start:]
    try:
        masked = _payload(command, own, tell)
    except (ValueError, IndexError):
        tell("not understood")
        masked = strict(own)
    return frame[:start] + masked


def _payload(command: int, own: bytes, tell: Tell) -> bytes:
    if command in _PASSWORD_FIRST and len(own) >= 3:
        rest = own[3:]
        if own[:3] != bytes(3):
            tell("password")
        head = 3 if command == 0x0600 else 0  # configuration and currency have no number
        return bytes(3) + rest[:head] + (_bitmaps(rest[head:], tell) if len(rest) > head + 2 else rest[head:])
    if len(own) <= 4 or (command == _CLOCK and len(own) == _CLOCK_BYTES):
        return own
    if command == _LINE:
        return own[:1] + _line(own[1:], tell)
    if command == _INTERMEDIATE:
        head = 1 if own[1] == _TLV else 2
        return own[:head] + _bitmaps(own[head:], tell)
    if command == 0x060F and own[0] & 0xF0 == 0xF0:  # the answer to a status enquiry: software version, status
        size = 3 + _counted(own, 0, 3)
        return own[:3] + mask_text(own[3:size], tell) + (own[size:] if len(own) <= size + 4 else strict(own[size:]))
    return _bitmaps(own, tell)


def _line(own: bytes, tell: Tell) -> bytes:
    text, mark, rest = own.partition(b"\x06")
    try:
        tail = _bitmaps(mark + rest, tell) if mark else b""
    except (ValueError, IndexError):
        return mask_text(own, tell)
    return mask_text(text, tell) + tail


def _counted(raw: bytes, at: int, digits: int) -> int:
    head = raw[at : at + digits]
    if len(head) < digits or any(byte & 0xF0 != 0xF0 or byte > 0xF9 for byte in head):
        raise ValueError("no counted length")
    return int("".join(str(byte & 15) for byte in head))


def _bitmaps(raw: bytes, tell: Tell) -> bytes:
    done, at = b"", 0
    while at < len(raw):
        number = raw[at]
        if number == _TLV:
            size, used = _tlv_length(raw, at + 1)
        elif number in _LLVAR or number in _LLLVAR:
            used = 2 if number in _LLVAR else 3
            size = _counted(raw, at + 1, used)
        else:
            size, used = _LENGTHS.get(number, -1), 0
        start = at + 1 + used
        if size < 0 or start + size > len(raw):
            raise ValueError("an unknown bitmap, or one that is cut")
        done += raw[at:start] + _bitmap(number, raw[start : start + size], tell)
        at = start + size
    return done


def _bitmap(number: int, own: bytes, tell: Tell) -> bytes:
    if number == _TLV:
        return _tags(own, tell, 0)
    if number == _PAN:
        return _card_number(own, tell)
    if number in _TRACKS:
        return _blanked("track", own, tell)
    if number in (_SECURITY_CODE, _PASSWORD):
        return _blanked("password" if number == _PASSWORD else "card security code", own, tell)
    if number == _EXPIRY:
        return b"\x99\x12"
    if number in _TEXTS:
        return mask_text(own, tell)
    return own if number in _LENGTHS or number == _TOTALS else _packed(own, tell)


def _blanked(rule: str, own: bytes, tell: Tell) -> bytes:
    if own != bytes(len(own)):
        tell(rule)
    return bytes(len(own))


def _card_number(own: bytes, tell: Tell) -> bytes:
    digits = own.hex().rstrip("f")
    if sum(sign.isdecimal() for sign in digits) <= _CLEAR_DIGITS or is_stand_in(digits.encode()):
        return own
    tell("card number")
    stand_in = STAND_INS.get(len(digits), b"4" + b"0" * (len(digits) - 1)).decode()
    return bytes.fromhex(stand_in.ljust(2 * len(own), "f"))


def _packed(own: bytes, tell: Tell) -> bytes:
    """Mask card numbers among packed digits, and as text."""
    own = mask_text(own, tell)

    def stand_in(match: re.Match[str]) -> str:
        found = match[0].encode()
        if is_stand_in(found) or (len(found) <= 19 and not is_card_number(found)):
            return match[0]
        tell("card number")
        return (STAND_INS[len(found)] if len(found) <= 19 else b"0" * len(found)).decode()

    return bytes.fromhex(_NIBBLES.sub(stand_in, own.hex()))


def _tlv_length(raw: bytes, at: int) -> tuple[int, int]:
    if raw[at] <= 0x7F:
        return raw[at], 1
    if raw[at] == 0x81:
        return raw[at + 1], 2
    if raw[at] == 0x82:
        return raw[at + 1] << 8 | raw[at + 2], 3
    raise ValueError("no length of a tag")


def _tags(raw: bytes, tell: Tell, depth: int) -> bytes:
    done, at = b"", 0
    while at < len(raw):
        start = at + 1
        if raw[at] & 0x1F == 0x1F:
            start += 2 if raw[start] & 0x80 else 1
        tag = int.from_bytes(raw[at:start], "big")
        size, used = _tlv_length(raw, start)
        end = start + used + size
        if end > len(raw) or depth > _MAX_DEPTH:
            raise ValueError("a tag that is cut, or too deep")
        done += raw[at : start + used] + _tag(tag, raw[at] & 0x20 != 0, raw[start + used : end], tell, depth)
        at = end
    return done


def _tag(tag: int, is_constructed: bool, own: bytes, tell: Tell, depth: int) -> bytes:
    if tag in _CARD_TAGS:
        return _blanked("track", own, tell)
    if is_constructed:
        return _tags(own, tell, depth + 1)
    return mask_text(own, tell) if tag in _TEXT_TAGS else _packed(own, tell)


# --- serial blocks --------------------------------------------------------------------------------------------------


def end_of_block(held: bytes) -> int:
    """Cut behind `06`, `15`, or `10 02 ... 10 03` and two bytes of check sum; noise is cut one byte at a time."""
    if held[0] != _DLE:
        return 1
    if len(held) >= 2 and held[1] != _STX:
        return 1
    at = 2
    while at + 1 < len(held):
        if held[at] == _DLE and held[at + 1] == _ETX:
            return at + 4 if len(held) >= at + 4 else 0
        if held[at] == _DLE and held[at + 1] == _STX:
            return at  # the one before was never ended
        at += 2 if held[at] == _DLE else 1
    return 0


def block(frame: bytes, tell: Tell) -> bytes:
    """Mask the unit in a block; a check sum that was right is counted anew, a wrong one stays wrong."""
    if len(frame) == 1:
        return frame if frame in (b"\x06", b"\x15", b"\x10") else strict(frame)
    if frame[-4:-2] != bytes((_DLE, _ETX)):
        raise ValueError("a block without an end")
    own = frame[2:-4].replace(b"\x10\x10", b"\x10")
    if end_of_unit(own) != len(own):
        raise ValueError("no unit in the block")
    masked = unit(own, tell)
    changed = int.from_bytes(frame[-2:], "little") ^ check_sum(own + b"\x03") ^ check_sum(masked + b"\x03")
    return frame[:2] + masked.replace(b"\x10", b"\x10\x10") + b"\x10\x03" + changed.to_bytes(2, "little")


def check_sum(octets: bytes) -> int:
    """Count the check sum of PA00P016: polynomial 8408 reflected, from 0."""
    crc = 0
    for byte in octets:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x8408 if crc & 1 else 0)
    return crc


def _units(tell: Tell) -> Masker:
    return FrameMasker(end_of_unit, unit, tell, cap=1 << 17)


def _blocks(tell: Tell) -> Masker:
    return FrameMasker(end_of_block, block, tell, cap=1 << 17)


_RULES = (
    "card numbers in bitmap 22, in tags and in texts: a stand-in that starts with 4000000, when more than 10 digits",
    "tracks (bitmaps 23, 24, 2D, tags 1F08 to 1F0A), security code, password: zeros; expiry: 9912",
    "texts: e-mail, telephone, IBAN, machine-readable lines, bookings",
)
UNITS = Masks(_units, _units, _RULES)
BLOCKS = Masks(_blocks, _blocks, (*_RULES, "check sums of blocks: counted anew"))
