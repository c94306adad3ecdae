"""Text into the bytes of one code page, with a readable substitute for what the page does not hold.

No control byte (00-1F, 7F) leaves this module: a product's name is never a printer command.
Source: protocols.md 4.2.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_UNKNOWN = b"\0"  # the mark of a character that the page lacks
_NO_BREAK_SPACE = "\u00a0"
_EURO_STAND_IN = "\x80"  # a control character of Latin-1, which no text holds

_SIGNS: Final = {
    **dict.fromkeys("‘’‚‛′‹›´`ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...", "•": "*", "·": ".", "×": "x", "÷": "/", "⁄": "/", "№": "No.",
    "€": "EUR", "£": "GBP", "¥": "JPY", "¢": "c", "₹": "INR", "₺": "TRY", "₽": "RUB", "₴": "UAH", "₪": "ILS",
    "₩": "KRW", "₫": "VND", "₱": "PHP", "₦": "NGN", "₡": "CRC", "₲": "PYG", "₵": "GHS", "₸": "KZT", "₼": "AZN",
    "₾": "GEL", "฿": "THB", "֏": "AMD", "₿": "BTC",
}  # fmt: skip
"""Signs that read as well by what stands for them where the page lacks them; a currency by its ISO code."""

_LETTERS: Final = {
    "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "ß": "ss", "ẞ": "SS", "Þ": "Th", "þ": "th",
    "Ð": "D", "ð": "d", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l", "Ħ": "H", "ħ": "h", "ı": "i", "Ŀ": "L", "ŀ": "l",
}  # fmt: skip
"""Letters that have no base letter of their own, with what stands for them where no picture can be printed."""


class CodePage:
    """One single-byte code page. `lost` counts the characters that became `?` so far.

    `altered` counts those that are not what was meant: a `?`, a bare letter for one with an accent.

    Text of Latin-1 and the euro sign, which is nearly all text, goes through two C calls and one table.
    """

    def __init__(self, name: str) -> None:
        self._page = _page(name)
        self._known: dict[str, bytes] = {}
        latin = {byte: self._page.get(chr(byte), _UNKNOWN) for byte in range(256)}
        latin[ord(_NO_BREAK_SPACE)] = b" "
        latin[ord(_EURO_STAND_IN)] = self._page.get("€", _UNKNOWN)
        self._latin = b"".join(latin[byte] for byte in range(256))
        self._altering: set[str] = set()
        self.lost = self.altered = 0

    def encode(self, text: str) -> bytes:
        """Give the bytes of a text, one per column."""
        if _EURO_STAND_IN in text:
            return self._encode_slowly(text)
        try:
            raw = text.replace("€", _EURO_STAND_IN).encode("latin-1").translate(self._latin)
        except UnicodeEncodeError:
            return self._encode_slowly(text)
        return self._encode_slowly(text) if _UNKNOWN in raw else raw

    def _encode_slowly(self, text: str) -> bytes:
        return b"".join(map(self._char, unicodedata.normalize("NFC", text)))

    def _char(self, char: str) -> bytes:
        known = self._known.get(char)
        if known is None:
            found = self._find(char)
            known = self._known[char] = b"".join(self._page[part] for part in found)
            if found and found != char and char not in _SIGNS and not unicodedata.category(char).startswith("Z"):
                self._altering.add(char)
        if char in self._altering:
            self.altered += 1
        if known == b"?" and char != "?":
            self.lost += 1
        return known

    def _find(self, char: str) -> str:
        """Give what stands for a character: itself, nothing, or characters of the page."""
        category = unicodedata.category(char)
        if category in ("Cc", "Cf", "Cs", "Mn", "Me"):
            return ""  # controls, direction marks, lone accents: nothing to see
        if category.startswith("Z"):
            return " "
        if char in self._page:
            return char
        if char in _SIGNS:
            return _SIGNS[char]
        if char in _LETTERS:
            return _LETTERS[char]
        base = "".join(part for part in unicodedata.normalize("NFKD", char) if part in self._page)
        return base if base.strip() else "?"


def _page(name: str) -> dict[str, bytes]:
    """Give the characters of a page with their bytes, without control bytes."""
    found = {}
    for byte in range(0x20, 0x100):
        char = bytes((byte,)).decode(name, "replace")
        if char != "\ufffd" and byte != 0x7F:
            found[char] = bytes((byte,))
    return found
