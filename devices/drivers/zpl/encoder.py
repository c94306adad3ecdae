"""A page in millimetres to one ZPL format. Pure; the stream is ASCII, whatever the text."""

from __future__ import annotations

from dataclasses import dataclass

from devices.api import PageCode, PageItem, PageRequest, PageRule, PageText, Symbology, TagPrinterCapabilities

CAPITAL_PER_CELL = 0.72
"""Height of a capital of font 0 by the height that `^A0` names. From memory: check on a printed tag."""
MAX_LENGTH_MM = 1000.0
MAX_TEXT = 500
MAX_CODE = 1000
_HEX = frozenset("^~_")


@dataclass(frozen=True, slots=True)
class EncodedPage:
    """The bytes of one page and how long it is on stock."""

    content: bytes
    length_mm: float


class PageEncoder:
    """Makes pages for one model."""

    def __init__(self, capabilities: TagPrinterCapabilities) -> None:
        self._has = capabilities

    def encode(self, page: PageRequest) -> EncodedPage:
        """Give the bytes. Raises `ValueError` for what this printer cannot put on stock as it is meant."""
        if not 0 < page.width_mm <= self._has.max_width_mm or not 0 < page.length_mm <= MAX_LENGTH_MM:
            raise ValueError(f"a page of {page.width_mm:g} x {page.length_mm:g} mm does not fit this printer")
        head = f"^XA^CI28^PW{self._dots(page.width_mm)}^LL{self._dots(page.length_mm)}^LH0,0^JZN"
        fields = "".join(self._field(item, page) for item in page.items)
        return EncodedPage(f"{head}{fields}^PQ1^XZ\r\n".encode("ascii"), page.length_mm)

    def _dots(self, length_mm: float) -> int:
        return round(length_mm * self._has.dots_per_mm)

    def _field(self, item: PageItem, page: PageRequest) -> str:
        if not (0 <= item.x_mm < page.width_mm and 0 <= item.y_mm < page.length_mm):
            raise ValueError("something stands off the page")
        place = f"^FO{self._dots(item.x_mm)},{self._dots(item.y_mm)}"
        match item:
            case PageText():
                return place + self._text(item)
            case PageRule():
                wide, high = max(1, self._dots(item.width_mm)), max(1, self._dots(item.height_mm))
                return f"{place}^GB{wide},{high},{min(wide, high)}^FS"
            case PageCode():
                return place + self._code(item)

    def _text(self, item: PageText) -> str:
        if len(item.text) > MAX_TEXT:
            raise ValueError(f"a text of more than {MAX_TEXT} characters")
        cell = max(10, round(self._dots(item.height_mm) / CAPITAL_PER_CELL))
        return f"^A0{_way(is_turned=item.is_turned)},{cell}{_field_of(item.text)}"

    def _code(self, item: PageCode) -> str:
        if item.symbology not in self._has.symbologies:
            raise ValueError(f"this printer has no {item.symbology.value}")
        if not item.data or len(item.data) > MAX_CODE or not (item.data.isascii() and item.data.isprintable()):
            raise ValueError(f"the data of a code is 1 to {MAX_CODE} printable ASCII characters")
        module = self._dots(item.module_mm)
        if not 1 <= module <= 10:
            raise ValueError(f"a module of {item.module_mm:g} mm is not 1 to 10 dots")
        return self._symbol(item, module)

    def _symbol(self, item: PageCode, module: int) -> str:
        way, height = _way(is_turned=item.is_turned), max(1, self._dots(item.height_mm))
        match item.symbology:
            case Symbology.ITF:
                if not item.data.isdecimal() or len(item.data) % 2:
                    raise ValueError("ITF holds an even number of digits")
                return f"^BY{module},3,{height}^B2{way},{height},N,N,N{_field_of(item.data)}"
            case Symbology.CODE128:
                return f"^BY{module},3,{height}^BC{way},{height},N,N,N{_field_of(item.data.replace('>', '>0'))}"
            case Symbology.PDF417:
                if "\\" in item.data:
                    raise ValueError("ZPL takes no backslash in PDF417")
                return f"^BY{module}^B7{way},{3 * module},4,,,N{_field_of(item.data)}"
            case Symbology.AZTEC:
                return f"^BO{way},{module},N,0,N,1,0{_field_of(item.data)}"
            case Symbology.QR:
                return f"^BQN,2,{module}{_field_of('MA,' + item.data)}"


def _way(*, is_turned: bool) -> str:
    return "R" if is_turned else "N"


def _field_of(text: str) -> str:
    """The field with `_hh` for what would be a command or is not ASCII; control characters are left out."""
    parts: list[str] = []
    for sign in text:
        if sign in _HEX or (not sign.isascii() and sign.isprintable()):
            parts += [f"_{octet:02X}" for octet in sign.encode("utf-8")]
        elif sign.isprintable():
            parts.append(sign)
    return f"^FH_^FD{''.join(parts)}^FS"
