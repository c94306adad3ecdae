"""The receipt text that a terminal sends: lines (06 D1) and blocks (06 D3), kept as they are.

Source: PA00P015 rev. 13.08 ch. 3 (print line, print text block); attributes: protocols.md 2.3.
"""

from __future__ import annotations

from devices.api import Garbled
from devices.drivers.zvt.wire import bmp, tlv
from devices.drivers.zvt.wire.carddata import scrub_text
from devices.drivers.zvt.wire.frames import Apdu

_RECEIPT_TYPE, _TEXTS, _LINE, _ATTRIBUTE = 0x1F07, 0x25, 0x07, 0x09
_MERCHANT, _CUSTOMER = 1, 2
_CENTRED, _FEED, _LAST, _MAX_INDENT = 0x40, 0xFF, 0x80, 0x0F
MAX_LINES = 2000


class ReceiptText:
    """Collects receipt lines of one dialogue. Text is code page 437, the terminals' default, unless another is said."""

    def __init__(self, columns: int, codec: str = "cp437") -> None:
        self._columns = columns
        self._codec = codec
        self._lines: list[tuple[int, str]] = []
        self.alarms: list[str] = []

    def add_line(self, unit: Apdu) -> None:
        """Take a `06 D1`: attribute, text, and in some terminals a TLV container behind it. Raises `Garbled`."""
        if not unit.data:
            raise Garbled("a receipt line has no attribute")
        text, nodes = _split_container(unit.data[1:])
        self._add(_type_of(nodes), unit.data[0], text)

    def add_block(self, unit: Apdu) -> None:
        """Take a `06 D3`: a TLV container with lines, each behind its attribute. Raises `Garbled`."""
        container = next((field.value for field in bmp.parse(unit.data) if field.number == bmp.TLV), b"")
        nodes = tlv.parse(container)
        receipt_type = _type_of(nodes)
        attribute = 0
        for node in nodes:
            for part in tlv.parse(node.value) if node.tag == _TEXTS else ():
                if part.tag == _ATTRIBUTE and part.value:
                    attribute = part.value[0]
                elif part.tag == _LINE:
                    self._add(receipt_type, attribute, part.value)
                    attribute = 0

    def lines(self) -> tuple[str, ...]:
        """Give the receipt in the order it came, without the merchant's copy where there is another."""
        of_customer = tuple(line for receipt_type, line in self._lines if receipt_type != _MERCHANT)
        return of_customer or tuple(line for _, line in self._lines)

    def _add(self, receipt_type: int, attribute: int, raw: bytes) -> None:
        if attribute == _FEED:
            fed = [""] * (raw[0] if raw else 1)
        elif attribute & _LAST and attribute != _LAST and not raw:
            fed = []  # only the mark of the last line
        else:
            fed = [self._line(attribute, raw)]
        if len(self._lines) + len(fed) > MAX_LINES:
            raise Garbled(f"a receipt has more than {MAX_LINES} lines")
        self._lines += [(receipt_type, line) for line in fed]

    def _line(self, attribute: int, raw: bytes) -> str:
        printable = "".join(char for char in raw.decode(self._codec, "replace") if char.isprintable())
        text, had_card_number = scrub_text(printable)
        if had_card_number:
            self.alarms.append("card number in a receipt line")
        if attribute & _CENTRED:
            return text.strip().center(self._columns).rstrip()
        return " " * (attribute if attribute <= _MAX_INDENT else 0) + text.rstrip()


def _split_container(raw: bytes) -> tuple[bytes, tuple[tlv.Node, ...]]:
    """Part a line's text from the TLV container behind it. What is no whole container belongs to the text."""
    text, mark, rest = raw.partition(b"\x06")
    if not mark:
        return raw, ()
    try:
        (container,) = bmp.parse(mark + rest)
        return text, tlv.parse(container.value)
    except (Garbled, ValueError):  # ValueError: more than one bitmap
        return raw, ()


def _type_of(nodes: tuple[tlv.Node, ...]) -> int:
    raw = next((node.value for node in nodes if node.tag == _RECEIPT_TYPE), b"")
    return raw[0] if raw and raw[0] in (_MERCHANT, _CUSTOMER) else 0
