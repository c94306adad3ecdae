"""The letters of the bundled fonts as dots, each drawn once.

Simple letters are kept one by one; what joins or turns around (Arabic, Hebrew, marks on a letter) is shaped as a run.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parents[4] / "assets" / "fonts"
FAMILIES = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("NotoEmoji-Regular.woff2", "NotoEmoji-Regular.woff2"),
    ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
)
NOWHERE = -1
_NO_LETTER = "\U0010fffe"  # no font has it: what is drawn for it is drawn for everything that a font lacks
_EM_PER_LINE = 0.73  # Noto Sans takes 1.362 em from the top of its highest to the foot of its lowest letter
_ASCENT_EM = 1.069


@dataclass(frozen=True, slots=True)
class Size:
    """One size and weight of letters for lines of so many dots."""

    line_dots: int
    is_bold: bool = False

    @property
    def em_dots(self) -> int:
        """The size that the font is asked for."""
        return int(self.line_dots * _EM_PER_LINE)

    @property
    def baseline(self) -> int:
        """Dots from the top of the line to the foot of its letters."""
        return round(self.em_dots * _ASCENT_EM)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter or a shaped run: its picture, as high as the line, and the dots to what follows."""

    image: Image.Image
    advance: int
    reach: int  # how far the picture begins before its place: an overhang to the left


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one font draws. `is_rtl`: they are read from the right."""

    text: str
    family: int
    is_rtl: bool
    is_shaped: bool


@lru_cache(maxsize=16)
def face(family: int, em_dots: int, is_bold: bool) -> ImageFont.FreeTypeFont | None:
    """Open a font in one size, None where this system cannot read it."""
    try:
        return ImageFont.truetype(FOLDER / FAMILIES[family][is_bold], em_dots)
    except OSError:
        return None  # a compressed font without its decoder: the letter then counts as missing


@lru_cache(maxsize=4096)
def family_of(char: str) -> int:
    """Give the first font that has a letter, `NOWHERE` when none has it."""
    for family in range(len(FAMILIES)):
        font = face(family, 24, False)
        if font is not None and (char == " " or _drawn(font, char) != _drawn(font, _NO_LETTER)):
            return family
    return NOWHERE


def _drawn(font: ImageFont.FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char, mode="1")
    return mask.size, bytes(mask)


def runs(text: str) -> list[Run]:
    """Cut a text into runs of one font, in the order in which they stand from left to right.

    A text whose first letter is Hebrew or Arabic begins at the right.
    """
    parts = [
        Run("".join(chars), family, is_rtl, is_shaped)
        for (family, is_rtl, is_shaped), grouped in groupby(_placed(text), key=lambda one: one[1:])
        for chars in [[one[0] for one in grouped]]
    ]
    first = next((bidi for char in text if (bidi := unicodedata.bidirectional(char)) in ("L", "R", "AL")), "L")
    return parts if first == "L" else [piece for part in reversed(parts) for piece in _spaces_turned(part)]


def _spaces_turned(run: Run) -> list[Run]:
    """In a text from the right, the spaces around a run that is read from the left stand on its other sides."""
    if run.is_rtl:
        return [run]
    inner = run.text.strip(" ")
    before, _, after = run.text.partition(inner) if inner else ("", "", run.text)
    return [Run(text, run.family, False, run.is_shaped and text == inner) for text in (after, inner, before) if text]


def _placed(text: str) -> list[tuple[str, int, bool, bool]]:
    found: list[tuple[str, int, bool, bool]] = []
    for char in text:
        bidi = unicodedata.bidirectional(char)
        if found and bidi == "NSM":  # a mark stands on the letter before it, which is then shaped with it
            family, is_rtl = found[-1][1:3]
            found[-1] = (found[-1][0], family, is_rtl, True)
            found.append((char, family, is_rtl, True))
            continue
        is_rtl = bidi in ("R", "AL")
        if is_rtl and len(found) > 1 and found[-1][0] == " " and found[-2][2]:  # words stay in order
            found[-1] = (" ", found[-2][1], True, True)
        found.append((char, family_of(char), is_rtl, is_rtl))
    return found


@lru_cache(maxsize=2048)
def glyph(text: str, family: int, size: Size) -> Glyph:
    """Draw one letter, or a run that has to be shaped whole."""
    font = face(family, size.em_dots, size.is_bold)
    if font is None:
        raise ValueError("a letter of a font that cannot be read")
    left, _, right, _ = font.getbbox(text, anchor="ls")
    reach = max(0, -int(left))
    width = max(1, int(right) + reach, round(font.getlength(text)) + reach)
    image = Image.new("1", (width, size.line_dots), 1)
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"  # dots, no grey
    pen.text((reach, size.baseline), text, font=font, fill=0, anchor="ls")
    return Glyph(image, max(0, round(font.getlength(text))), reach)
