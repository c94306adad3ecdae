"""A page that grows downwards: each part is put below the one before, as large as its place allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from devices.api import PageCode, PageItem, PageRequest, PageRule, PageText, Symbology
from kiosk.papers.document import Printable

Say: TypeAlias = Callable[[Printable], str]

WIDTH_PER_HEIGHT: Final = 1.0
"""Width of a letter by the height of capitals, with its gap: what wide letters of wide fonts need."""
LEADING: Final = 1.45
"""Height of a line by the height of its capitals."""
SMALLEST_MM: Final = 1.8
"""Smaller capitals are not printed: they cannot be read at arm's length."""
WHOLE_WORDS: Final = 0.6
ITF_MODULES: Final = 99
"""Ten digits: start 4, five pairs of 18 with wide bars of three, stop 5. Source: ISO/IEC 16390."""
QUIET_MODULES: Final = 10


class Strip:
    """Parts of a page of one width, put below each other. `y_mm` is where the next one goes."""

    def __init__(self, width_mm: float, dots_per_mm: int, margin_mm: float = 3.0) -> None:
        self.width_mm = width_mm
        self.margin_mm = margin_mm
        self.y_mm = margin_mm
        self._dots_per_mm = dots_per_mm
        self._items: list[PageItem] = []

    @property
    def inner_mm(self) -> float:
        """How wide a part may be."""
        return self.width_mm - 2 * self.margin_mm

    def page(self, job: int, least_mm: float = 0.0) -> PageRequest:
        """Return all parts as one page, at least `least_mm` long."""
        return PageRequest(job, self.width_mm, max(least_mm, self.y_mm + self.margin_mm), tuple(self._items))

    def append(self, other: Strip, at_mm: float = 0.0) -> None:
        """Put the parts of another strip below, or from `at_mm` on where that is lower."""
        start_mm = max(self.y_mm, at_mm) - other.margin_mm
        self._items += [replace(item, y_mm=item.y_mm + start_mm) for item in other._items]
        self.y_mm = start_mm + other.y_mm

    def gap(self, height_mm: float) -> None:
        """Leave room."""
        self.y_mm += height_mm

    def module(self, wanted_mm: float) -> float:
        """Return the module nearest to what is wanted that is whole dots of this head."""
        return max(1, round(wanted_mm * self._dots_per_mm)) / self._dots_per_mm

    def text(self, text: str, height_mm: float, lines: int = 1) -> None:
        """Put a text with capitals of `height_mm` at most, smaller where it is long, on so many lines at most."""
        height, parts = fitted(text, self.inner_mm, height_mm, lines)
        for part in parts:
            self._items.append(PageText(self.margin_mm, self.y_mm, height, part))
            self.y_mm += height * LEADING

    def columns(self, texts: Sequence[str], height_mm: float) -> None:
        """Put texts side by side, each as wide as the others."""
        width = self.inner_mm / len(texts)
        for place, text in enumerate(texts):
            height, parts = fitted(text, width - 1.0, height_mm, 1)
            self._items.append(PageText(self.margin_mm + place * width, self.y_mm, height, parts[0]))
        self.y_mm += height_mm * LEADING

    def rule(self, height_mm: float = 0.4) -> None:
        """Put a line over the whole width."""
        self.gap(0.8)
        self.bar(self.inner_mm, height_mm)
        self.gap(1.6)

    def bar(self, width_mm: float, height_mm: float) -> None:
        """Put a filled bar in the middle."""
        self._items.append(PageRule((self.width_mm - width_mm) / 2, self.y_mm, width_mm, height_mm))
        self.y_mm += height_mm

    def itf_across(self, digits: str, module_mm: float, height_mm: float) -> None:
        """Put an ITF code of ten digits whose bars stand upright."""
        module = self.module(module_mm)
        x = (self.width_mm - ITF_MODULES * module) / 2
        self._items.append(PageCode(x, self.y_mm, Symbology.ITF, digits, module, height_mm))
        self.y_mm += height_mm + 1.5

    def itf_along(self, digits: str, module_mm: float, height_mm: float) -> None:
        """Put an ITF code of ten digits whose bars lie across the strip; `height_mm` is their length."""
        module = self.module(module_mm)
        self.gap(QUIET_MODULES * module)
        x = (self.width_mm - height_mm) / 2
        self._items.append(PageCode(x, self.y_mm, Symbology.ITF, digits, module, height_mm, is_turned=True))
        self.y_mm += (ITF_MODULES + QUIET_MODULES) * module

    def code(self, symbology: Symbology, message: str, module_mm: float, modules: tuple[int, int]) -> None:
        """Put a two-dimensional code for which a place of so many modules (wide, high) is kept, in the middle."""
        module = self.module(module_mm)
        x = max(self.margin_mm, (self.width_mm - modules[0] * module) / 2)
        self._items.append(PageCode(x, self.y_mm, symbology, message, module))
        self.y_mm += modules[1] * module + 2.0


def fitted(text: str, width_mm: float, height_mm: float, most_lines: int) -> tuple[float, tuple[str, ...]]:
    """Return the height of capitals and the lines of a text: as large as fits, cut with two dots where nothing does.

    A word is broken only where the text would be less than `WHOLE_WORDS` of its height otherwise.
    """
    longest = max(map(len, text.split()), default=1)
    height = height_mm
    while True:
        letters = max(1, int(width_mm / (height * WIDTH_PER_HEIGHT)))
        parts = wrapped(text, letters)
        is_whole = longest <= letters or height <= max(SMALLEST_MM, height_mm * WHOLE_WORDS)
        if len(parts) <= most_lines and is_whole:
            return height, parts
        if height <= SMALLEST_MM:
            *kept, last = parts[:most_lines]
            return height, (*kept, last[: max(0, letters - 2)] + "..")
        height = max(SMALLEST_MM, height * 0.9)


def wrapped(text: str, letters: int) -> tuple[str, ...]:
    """Break a text at blanks into lines of so many letters; a longer word is broken anywhere. At least one line."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if len(longer) <= letters:
            line = longer
            continue
        if line:
            lines.append(line)
        while len(word) > letters:
            lines.append(word[:letters])
            word = word[letters:]
        line = word
    return (*lines, line) if line or not lines else tuple(lines)
