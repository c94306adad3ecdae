"""Keeps card numbers and tracks out: nothing behind this module sees more of a card than its last four digits.

Source: reliability.md 8.2 (PCI); bitmaps 22, 23, 24, 2D and tags 1F08-1F0A of PA00P015 rev. 13.08.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.api import Garbled
from devices.drivers.zvt.wire import bmp, tlv
from devices.drivers.zvt.wire.bmp import Field
from devices.paying import ALLOWED_CLEAR_DIGITS, covered, is_card_number

_TRACKS = {bmp.TRACK_1: "track 1", bmp.TRACK_2: "track 2", bmp.TRACK_3: "track 3"}
_CARD_TAGS = frozenset({0x1F08, 0x1F09, 0x1F0A})
_TEXTS = frozenset({bmp.TEXT, bmp.CARD_NAME})


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """Bitmaps without card data. `alarms` says what a terminal should never have sent, without any of it."""

    fields: tuple[Field, ...]
    last4: str
    alarms: tuple[str, ...]

    def value(self, number: int) -> bytes | None:
        """Give the value of the first bitmap of that number, None without one."""
        return next((field.value for field in self.fields if field.number == number), None)

    def tags(self) -> tuple[tlv.Node, ...]:
        """Give the outer tags of the TLV container, none without one. Raises `Garbled`."""
        return tlv.parse(self.value(bmp.TLV) or b"")


def scrub(fields: tuple[Field, ...]) -> Scrubbed:
    """Reduce the card number to its last four digits and drop all tracks. Raises `Garbled` for a broken container."""
    kept: list[Field] = []
    alarms: list[str] = []
    last4 = ""
    for field in fields:
        if field.number in _TRACKS:
            alarms += [_TRACKS[field.number]] if field.value else []
        elif field.number == bmp.PAN:
            last4, masked, clear = _mask(field.value)
            kept.append(Field(bmp.PAN, masked))
            alarms += [f"card number with {clear} clear digits"] if clear > ALLOWED_CLEAR_DIGITS else []
        elif field.number == bmp.TLV:
            nodes, found = _scrub_tags(tlv.parse(field.value), 0)
            kept.append(Field(bmp.TLV, tlv.build(nodes), field.length_bytes if not found else 0))
            alarms += found
        elif field.number in _TEXTS:
            text, count = covered(field.value.decode("latin-1"))
            kept.append(Field(field.number, text.encode("latin-1")))
            alarms += [f"card number in bitmap {field.number:02X}"] * bool(count)
        else:
            kept.append(field)
    return Scrubbed(tuple(kept), last4, tuple(alarms))


def _mask(value: bytes) -> tuple[str, bytes, int]:
    digits = value.hex().rstrip("f")
    last4 = digits[-4:] if len(digits) >= 4 and digits[-4:].isdecimal() else ""
    clear = sum(digit.isdecimal() for digit in digits)
    masked = "e" * (len(digits) - len(last4)) + last4
    return last4, bytes.fromhex(masked.ljust(2 * len(value), "f")), clear


def _scrub_tags(nodes: tuple[tlv.Node, ...], depth: int) -> tuple[tuple[tlv.Node, ...], list[str]]:
    if depth > tlv.MAX_DEPTH:
        raise Garbled("TLV containers are nested too deep")
    kept: list[tlv.Node] = []
    alarms: list[str] = []
    for node in nodes:
        if node.tag in _CARD_TAGS or _is_number(node.value):
            alarms += [f"tag {node.tag:X}"] if node.value else []
        elif node.is_constructed:
            inner, found = _scrub_tags(tlv.parse(node.value), depth + 1)
            kept.append(tlv.Node(node.tag, tlv.build(inner), 0) if found else node)
            alarms += found
        else:
            kept.append(node)
    return tuple(kept), alarms


def _is_number(value: bytes) -> bool:
    """Whether a value is a card number in packed digits."""
    digits = value.hex().rstrip("f")
    return 13 <= len(digits) <= 19 and digits.isdecimal() and digits[0] in "23456" and is_card_number(digits)


def scrub_text(text: str) -> tuple[str, bool]:
    """Mask card numbers in a text but for their last four digits; say whether there were any."""
    masked, count = covered(text)
    return masked, count > 0
