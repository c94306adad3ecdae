"""What one cell of a goods file may hold: each check returns what is kept, or raises `Wrong` with what is allowed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Final

from kiosk.domain.goods.terms import ALL_BATCHES, NotSold
from kiosk.domain.hours import minute_of
from kiosk.formats.ean import Gtin, is_digits
from kiosk.formats.errors import Malformed

MAX_NAME: Final = 64
MAX_KEYWORDS: Final = 200
MAX_PRICE_MINOR: Final = 999_999_999
MAX_DEPOSIT_MINOR: Final = 99_999
MAX_WEIGHT_G: Final = 100_000
MAX_TARE_G: Final = 9_999
MAX_PACK: Final = 99
IN_STORE: Final = "instore:"
ALWAYS: Final = (0, 99_991_231)
"""A price without days: from the first to the last, as yyyymmdd."""

_ART: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")
_ITEM: Final = re.compile(r"[0-9]{1,10}")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_PLU: Final = re.compile(r"[0-9]{4,5}")
_PACK: Final = re.compile(r"([0-9]{8,14})(?:x([0-9]{1,2}))?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOURS: Final = re.compile(r"([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})")
_SEASON: Final = re.compile(r"(1[0-2]|[1-9])-(1[0-2]|[1-9])")
_BATCH: Final = re.compile(r"[!-~]{1,20}")  # AI (10): 20 characters of set 82; what separates here is a space
MAX_MARKS: Final = 4  # on one letter: more would be painted over the rows above and below
_UNPRINTABLE: Final = frozenset({"Cc", "Zl", "Zp", "Co"})
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # overrides and isolates
# not seen and without a use in a name: they come from word processors and web pages. The joiners of emoji and of
# Persian (U+200C, U+200D) are not among them.
_UNSEEN: Final = dict.fromkeys(
    map(
        ord,
        "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
        "\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb",
    )
)
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their category; nothing of them is drawn
_STANDS_IN: Final = frozenset("\ufffc\ufffd")  # what a program writes where it could not write the character


NO_CODE: Final = (
    f"a GTIN of 8, 12, 13 or 14 digits, or {IN_STORE}<item>; nothing only for loose goods, with unit kg or a plu"
)


class Wrong(ValueError):
    """A cell is not what it must be; the text says what is allowed."""


def code(value: str) -> str:
    """Return a GTIN-14, or an in-store number as it was written; empty for goods without either, see `NO_CODE`."""
    if not value:
        return ""
    if value.startswith(IN_STORE):
        if not _ITEM.fullmatch(value.removeprefix(IN_STORE)):
            raise Wrong(f"{IN_STORE} and 1 to 10 digits, as the labels of the shop have them")
        return value
    try:
        gtin = Gtin.parse(value)
    except Malformed as malformed:
        raise Wrong(f"a GTIN of 8, 12, 13 or 14 digits, or {IN_STORE}<item>: {malformed.text}") from malformed
    if not value.strip("0"):
        raise Wrong("a GTIN is not all zeros")
    return gtin.digits


def sku(value: str) -> str:
    """Return the shop's own number."""
    number = words(value)
    if not number:
        raise Wrong("the shop's own number of the product is needed")
    if len(number) == 14 and is_digits(number):
        raise Wrong("14 digits would be taken for a GTIN: use another form")
    return number


def price(value: str) -> str:
    """Return a price in minor units; nothing and 0 alike: staff give it."""
    if value and not _WHOLE.fullmatch(value):
        raise Wrong(f"a whole number of minor units (cents), 0 to {MAX_PRICE_MINOR}, without point, comma or sign")
    return value or "0"


def vat(value: str) -> str:
    """Return a rate of tax in basis points."""
    if not _WHOLE.fullmatch(value) or int(value) > 10_000:
        raise Wrong("a whole number of basis points, 0 to 10000: 900 is 9 %")
    return value


def unit(value: str) -> str:
    """Return `each` or `kg`."""
    if value not in ("each", "kg"):
        raise Wrong("each or kg")
    return value


def art(value: str) -> str:
    """Return the name of a picture."""
    if not _ART.fullmatch(value):
        raise Wrong("the name of a picture without folder and ending: letters, digits, - and _, at most 64")
    return value


def words(value: str) -> str:
    """Return a name as it may be shown."""
    if value.isascii() and value.isprintable() and len(value) <= MAX_NAME:
        return value
    text = unicodedata.normalize("NFC", value).translate(_UNSEEN).strip()
    marks = [unicodedata.category(own) in ("Mn", "Me") for own in text]
    if (letters := len(text) - sum(marks)) > MAX_NAME:
        raise Wrong(f"at most {MAX_NAME} letters; these are {letters}")
    if any(all(marks[at : at + MAX_MARKS + 1]) for at in range(len(marks) - MAX_MARKS)):
        raise Wrong(f"at most {MAX_MARKS} marks on one letter")
    if any(own in _TURNING for own in text):
        raise Wrong("text without control characters that turn the direction of writing (U+202A-202E, U+2066-2069)")
    if any(unicodedata.category(own) in _UNPRINTABLE or _is_no_character(own) for own in text):
        raise Wrong("printable text: no line ends, tabs or other control characters")
    if any(own in _STANDS_IN for own in text):
        raise Wrong("text whose characters are all there: U+FFFD and U+FFFC stand for one that was lost")
    if text and unicodedata.category(text[0])[0] == "M":
        raise Wrong("a letter first: a mark would stand on what is before the name")
    return text if any(map(_is_drawn, text)) else ""


def keywords(value: str) -> str:
    """Return words that a product is found by and that nobody sees, at most 200 letters."""
    if len(value) > MAX_KEYWORDS:
        raise Wrong(f"at most {MAX_KEYWORDS} letters; these are {len(value)}")
    return " ".join(words(own) for own in value.split())


def _is_drawn(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character) not in ("Zs", "Cf", "Mn", "Me")


def _is_no_character(character: str) -> bool:
    """True for what Unicode never assigns; a character newer than this Python's tables may well be an emoji."""
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def currency(value: str) -> str:
    """Return letters of ISO 4217."""
    if not _CURRENCY.fullmatch(value):
        raise Wrong("three capital letters of ISO 4217, such as EUR")
    return value


def whole(least: int, most: int, what: str) -> Callable[[str], str]:
    """Return a check for a whole number in a range, or nothing."""

    def checked(value: str) -> str:
        if value and not (_WHOLE.fullmatch(value) and least <= int(value) <= most):
            raise Wrong(f"{what}, a whole number from {least} to {most}, or nothing")
        return value

    return checked


def truth(value: str) -> str:
    """Return `yes`, or nothing for `no`."""
    if value not in ("", "yes", "no"):
        raise Wrong("yes, no or nothing")
    return "" if value == "no" else value


def packs(value: str) -> str:
    """Return other codes of a product, each with the pieces it stands for: `09520001000010x6`, separated by spaces."""
    return " ".join(f"{gtin}x{pieces}" for gtin, pieces in map(_pack, value.split()))


def _pack(value: str) -> tuple[str, int]:
    match = _PACK.fullmatch(value)
    if match is None or not int(match[2] or 1):
        raise Wrong(f"GTINs separated by spaces, each with x and its pieces, 1 to {MAX_PACK}: 09520001000010x6")
    return code(match[1]), int(match[2] or 1)


def not_sold(value: str) -> str:
    """Return why a product is not sold, or nothing."""
    if value and value not in tuple(NotSold):
        raise Wrong(f"one of {', '.join(NotSold)}, or nothing for goods that are sold")
    return value


def hours(value: str) -> str:
    """Return times of the day as `08:00-22:00`, separated by spaces."""
    for part in value.split():
        match = _HOURS.fullmatch(part)
        try:
            if match is None or minute_of(match[1]) == minute_of(match[2]):
                raise ValueError(part)
        except ValueError:
            raise Wrong("times of the day as 08:00-22:00, separated by spaces, or nothing for always") from None
    return " ".join(value.split())


def batches(value: str) -> str:
    """Return batches that were called back, separated by spaces; `*` alone for all."""
    own = value.split()
    if not all(map(_BATCH.fullmatch, own)) or (ALL_BATCHES in own and len(own) > 1):
        raise Wrong("batches as they are printed, at most 20 signs each, separated by spaces; or * for all")
    return " ".join(own)


def plu(value: str) -> str:
    """Return a price look-up number."""
    if value and not _PLU.fullmatch(value):
        raise Wrong("4 or 5 digits, or nothing")
    return value


def season(value: str) -> str:
    """Return the months of a season: `5-9`, over new year `11-2`."""
    if value and not _SEASON.fullmatch(value):
        raise Wrong("two months such as 5-9 or 11-2, or nothing")
    return value


def day(value: str) -> str:
    """Return a day as `20260531`, or nothing."""
    if not value:
        return ""
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        return date.fromisoformat(value).strftime("%Y%m%d")
    except ValueError:
        raise Wrong("a day as 2026-05-31, or nothing") from None
