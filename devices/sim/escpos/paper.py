"""What stands on the paper, in dots: rows of glyphs and pictures, and the receipts they were cut into."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PIL import Image

DOTS_PER_MM = 8
FONT_CELLS = {"A": (12, 24), "B": (9, 17)}


@dataclass(frozen=True, slots=True)
class Style:
    """How characters are drawn."""

    font: str = "A"
    width: int = 1
    height: int = 1
    is_bold: bool = False
    underline: int = 0
    is_inverse: bool = False
    is_upside_down: bool = False
    spacing: int = 0

    @property
    def cell_width(self) -> int:
        """Dots from one character to the next."""
        return (FONT_CELLS[self.font][0] + self.spacing) * self.width

    @property
    def cell_height(self) -> int:
        """Dots of a character's height."""
        return FONT_CELLS[self.font][1] * self.height


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of one style from `x` on. `bitmaps` holds user-defined ones by their place in `text`."""

    x: int
    text: str
    style: Style
    bitmaps: dict[int, Image.Image] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Dots taken."""
        return self.style.cell_width * len(self.text)

    @property
    def height(self) -> int:
        """Dots taken."""
        return self.style.cell_height


@dataclass(frozen=True, slots=True)
class Picture:
    """Black dots on white (mode 1) from `x` on."""

    x: int
    image: Image.Image

    @property
    def width(self) -> int:
        """Dots taken."""
        return int(self.image.width)

    @property
    def height(self) -> int:
        """Dots taken."""
        return int(self.image.height)


Item = Glyphs | Picture


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: its items, the dots the paper moved, and the text; `text` None: no line of text."""

    items: tuple[Item, ...]
    advance: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A barcode that was printed: its kind, its content, and why it could not be drawn (empty: it was)."""

    kind: str
    content: str
    problem: str = ""


@dataclass(slots=True)
class Sheet:
    """The paper since the last cut."""

    rows: list[Row] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    height: int = 0

    def add(self, row: Row) -> None:
        """Print a row."""
        self.rows.append(row)
        self.height += row.advance

    @property
    def lines(self) -> list[str]:
        """The text lines, without trailing blanks; empty ones at both ends left out."""
        lines = [row.text.rstrip() for row in self.rows if row.text is not None]
        while lines and not lines[0]:
            lines.pop(0)
        while lines and not lines[-1]:
            lines.pop()
        return lines

    @property
    def is_blank(self) -> bool:
        """True when nothing was printed, only paper moved."""
        return not any(row.items for row in self.rows)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sheet that was cut off. `cut`: full or partial."""

    number: int
    sheet: Sheet
    cut: str


class Line:
    """The line buffer: characters and pictures that wait for a line feed, inside the print area."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self.x = 0

    @property
    def is_empty(self) -> bool:
        """True when nothing waits."""
        return not self._items

    def add_text(self, text: str, style: Style, bitmap: Image.Image | None = None) -> None:
        """Put characters at the present place."""
        last = self._items[-1] if self._items else None
        if (
            isinstance(last, Glyphs)
            and last.style == style
            and last.x + last.width == self.x
            and bitmap is None
            and not last.bitmaps
        ):
            self._items[-1] = replace(last, text=last.text + text)
        else:
            self._items.append(Glyphs(self.x, text, style, {0: bitmap} if bitmap is not None else {}))
        self.x += style.cell_width * len(text)

    def add_picture(self, image: Image.Image) -> None:
        """Put a picture at the present place."""
        self._items.append(Picture(self.x, image))
        self.x += image.width

    def row(self, left: int, area: int, align: int, spacing: int) -> Row:
        """End the line: place it in the area (`align` 0 left, 1 centre, 2 right) and empty the buffer."""
        end = max((item.x + item.width for item in self._items), default=0)
        shift = left + (0, max(0, area - end) // 2, max(0, area - end))[align]
        items = tuple(replace(item, x=item.x + shift) for item in self._items)
        height = max((item.height for item in items), default=0)
        row = Row(items, max(spacing, height), self._text())
        self._items = []
        self.x = 0
        return row

    def _text(self) -> str:
        """The line as text: gaps become blanks, pictures nothing."""
        text, at = "", 0
        for item in sorted((i for i in self._items if isinstance(i, Glyphs)), key=lambda i: i.x):
            blanks = round((item.x - at) / item.style.cell_width) if item.x > at else 0
            text += " " * blanks + item.text
            at = item.x + item.width
        return text
