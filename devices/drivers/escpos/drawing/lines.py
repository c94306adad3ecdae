"""Lines of text as pictures, for what the printer's code page cannot say."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageChops

from devices.api import Align
from devices.drivers.escpos.drawing.glyphs import NOWHERE, Glyph, Size, family_of, glyph, runs
from devices.drivers.escpos.drawing.raster import printed

GAP_DOTS = 12
MIN_LEFT_SHARE = 4
_MISSING = "?"


@dataclass(frozen=True, slots=True)
class Painted:
    """The bytes of one or more lines. `missing` characters have no glyph in any font and stand there as `?`."""

    content: bytes
    lines: int
    missing: int


class LinePainter:
    """Draws lines as wide as the paper and as high as the printer's own: each line is a picture of its own."""

    def __init__(self, width_dots: int, line_dots: int, how: str) -> None:
        self._width = width_dots
        self._how = how  # as in `raster.printed`
        self._line_dots = line_dots

    def text(self, text: str, align: Align, *, bold: bool, double: bool) -> Painted:
        """Draw a text, broken at spaces where it is too long."""
        size = self._size(bold=bold, double=double)
        clean, missing = _clean(text)
        lines = [self._line([(part, align)], size) for part in _wrap(clean, self._width, size)]
        return Painted(b"".join(lines), len(lines), missing)

    def pair(self, left: str, right: str, *, bold: bool, double: bool) -> Painted:
        """Draw one text at the left, one whole at the right edge of the last line."""
        size = self._size(bold=bold, double=double)
        (left, lost_left), (right, lost_right) = _clean(left), _clean(right)
        room = self._width - _width(right, size) - GAP_DOTS
        if room < self._width // MIN_LEFT_SHARE:  # too long to share a line
            parts = [[(part, Align.LEFT)] for part in _wrap(left, self._width, size)]
            parts += [[(part, Align.RIGHT)] for part in _wrap(right, self._width, size)]
        else:
            *above, last = _wrap(left, room, size)
            parts = [[(part, Align.LEFT)] for part in above] + [[(last, Align.LEFT), (right, Align.RIGHT)]]
        return Painted(b"".join(self._line(part, size) for part in parts), len(parts), lost_left + lost_right)

    def _size(self, *, bold: bool, double: bool) -> Size:
        # Letters of double height are 48 dots high on this kind of printer, and then the line is as high as they are.
        return Size(max(self._line_dots, 48) if double else self._line_dots, bold)

    def _line(self, parts: list[tuple[str, Align]], size: Size) -> bytes:
        image = Image.new("1", (self._width, size.line_dots), 1)
        for text, align in parts:
            gap = max(0, self._width - _width(text, size))
            _draw(image, {Align.LEFT: 0, Align.CENTRE: gap // 2, Align.RIGHT: gap}[align], text, size)
        return printed(image, self._how)


def drawn_text(text: str, size: Size) -> Image.Image:
    """Draw a text on a line of its own, as wide as it is; what no font has is a `?`."""
    clean, _ = _clean(text)
    image = Image.new("1", (max(1, _width(clean, size)), size.line_dots), 1)
    _draw(image, 0, clean, size)
    return image


def _draw(image: Image.Image, x: int, text: str, size: Size) -> None:
    for drawn in _glyphs(text, size):
        place = (x - drawn.reach, 0, x - drawn.reach + drawn.image.width, size.line_dots)
        image.paste(ImageChops.logical_and(image.crop(place), drawn.image), place[:2])
        x += drawn.advance


def _clean(text: str) -> tuple[str, int]:
    """Leave out what is not to be seen, and put a `?` for what no font has; how many those were."""
    signs: list[str] = []
    missing = 0
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if category.startswith("Z"):
            signs.append(" ")
        elif category not in ("Cc", "Cf", "Cs", "Cn", "Co") and not "\ufe00" <= char <= "\ufe0f":
            is_known = category in ("Mn", "Me") or family_of(char) != NOWHERE
            signs.append(char if is_known else _MISSING)
            missing += not is_known
    return "".join(signs), missing


def _glyphs(text: str, size: Size) -> list[Glyph]:
    found: list[Glyph] = []
    for run in runs(text):
        pieces = [run.text] if run.is_shaped else run.text
        found += [glyph(piece, max(run.family, 0), size) for piece in pieces]
    return found


def _width(text: str, size: Size) -> int:
    return sum(drawn.advance for drawn in _glyphs(text, size))


def _wrap(text: str, width: int, size: Size) -> list[str]:
    """Break at spaces; a word longer than a line anywhere. Gives at least one line."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _width(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while len(word) > 1 and _width(word, size) > width:
            fitting = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or _width(word[:n], size) <= width)
            lines.append(word[:fitting])
            word = word[fitting:]
        line = word
    return [*lines, line]
