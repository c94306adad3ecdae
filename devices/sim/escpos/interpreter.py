"""Carries out the commands of an ESC/POS stream: text and pictures on a sheet, answers for the host.

Source: Epson ESC/POS command reference (TM series).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PIL import Image

from devices.sim.escpos.drawing import pictures
from devices.sim.escpos.graphics import Graphics
from devices.sim.escpos.pages import decoded
from devices.sim.escpos.paper import Item, Line, Picture, Row, Sheet, Style
from devices.sim.escpos.symbols import Symbols
from devices.sim.escpos.tokens import Token

Commands = dict[bytes, Callable[[bytes], None]]
DEFAULT_SPACING = 30
DEFAULT_TABS = tuple(range(8, 256, 8))


@dataclass(slots=True)
class Settings:
    """What commands have set; `ESC @` makes a new one."""

    style: Style = field(default_factory=Style)
    spacing: int = DEFAULT_SPACING
    align: int = 0
    page: int = 0
    national: int = 0
    left: int = 0
    area: int = 576
    tabs: tuple[int, ...] = DEFAULT_TABS
    is_utf8: bool = False
    has_own_characters: bool = False
    is_kanji: bool = False


class Interpreter:
    """Turns tokens into a sheet. `on_cut` is told of each cut, `answer` gets bytes for the host.

    Commands of real time (DLE) are not its business; the printer sees them before the buffer.
    """

    def __init__(self, width_dots: int, on_cut: Callable[[str], None], answer: Callable[[Token], None]) -> None:
        self.width_dots = width_dots
        self.sheet = Sheet()
        self.unknown: list[str] = []
        self.on_drawer: Callable[[], None] = lambda: None
        self.forced_page: int | None = None
        self._on_cut = on_cut
        self._answer = answer
        self._settings = Settings(area=width_dots)
        self._line = Line()
        self._own: dict[int, Image.Image] = {}
        self._undecoded = b""
        self._graphics = Graphics()
        self._symbols = Symbols()
        self._in_page_mode = False
        self._commands = self._table()

    @property
    def settings(self) -> Settings:
        """What is set now."""
        return self._settings

    @property
    def kept_pictures(self) -> list[str]:
        """The pictures in the memory that outlives mains power."""
        return self._graphics.kept

    def forget(self) -> None:
        """Drop what waits in the line buffer."""
        self._line = Line()
        self._undecoded = b""

    def reset(self) -> None:
        """`ESC @`: settings as after power-on; the line buffer is dropped."""
        self.forget()
        self._settings = Settings(area=self.width_dots)
        self._own.clear()
        self._in_page_mode = False
        self._symbols = Symbols()

    def execute(self, token: Token) -> None:
        """Carry out one token."""
        if not token.op:
            self._text(token.body)
            return
        if token.is_unknown:
            self.unknown.append(token.body.hex(" "))
            return
        command = self._commands.get(token.op)
        if command is not None:
            command(token.body)
        elif token.op in self._graphics.ops:
            self._put_picture(self._graphics.execute(token.op, token.body))
        elif token.op in self._symbols.ops:
            self._put_symbol(token)
        elif token.op in ANSWERED:
            self._answer(token)

    # --- text -------------------------------------------------------------------------------------------------------

    def _text(self, octets: bytes) -> None:
        settings = self._settings
        if settings.has_own_characters and any(b in self._own for b in octets):
            for byte in octets:
                self._characters(self._decoded(bytes([byte])), self._own.get(byte))
        else:
            self._characters(self._decoded(octets), None)

    def _decoded(self, octets: bytes) -> str:
        settings = self._settings
        page = settings.page if self.forced_page is None else self.forced_page
        if not (settings.is_utf8 or settings.is_kanji):
            return decoded(octets, page, settings.national)
        codec = "utf-8" if settings.is_utf8 else "cp932"
        whole = self._undecoded + octets
        for cut in range(min(4, len(whole) + 1)):
            head = whole[: len(whole) - cut]
            try:
                text = head.decode(codec)
            except UnicodeDecodeError:
                continue
            self._undecoded = whole[len(head) :]
            return text
        self._undecoded = b""
        return whole.decode(codec, "replace")

    def _characters(self, text: str, bitmap: Image.Image | None) -> None:
        style, area = self._settings.style, self._settings.area
        rest = text
        while rest:
            room = max(0, (area - self._line.x) // style.cell_width)
            if room == 0 and self._line.x > 0:
                self._end_line()
                continue
            piece, rest = rest[: max(1, room)], rest[max(1, room) :]
            self._line.add_text(piece, style, bitmap)

    # --- paper ------------------------------------------------------------------------------------------------------

    def _end_line(self, spacing: int | None = None) -> None:
        settings = self._settings
        wanted = settings.spacing if spacing is None else spacing
        self.sheet.add(self._line.row(settings.left, settings.area, settings.align, wanted))

    def _end_open_line(self) -> None:
        if not self._line.is_empty:
            self._end_line()

    def _feed(self, dots: int) -> None:
        if self._line.is_empty:
            self.sheet.add(Row((), dots))
        else:
            self._end_line(dots)

    def _feed_lines(self, count: int) -> None:
        for _number in range(count):
            self._end_line()

    def _put_picture(self, image: Image.Image | None) -> None:
        """A picture on rows of its own, aligned."""
        if image is None:
            return
        self._end_open_line()
        settings = self._settings
        cropped = image.crop((0, 0, min(image.width, settings.area), image.height))
        gap = settings.area - cropped.width
        x = settings.left + (0, gap // 2, gap)[settings.align]
        item: Item = Picture(x, cropped)
        self.sheet.add(Row((item,), cropped.height))

    def _put_symbol(self, token: Token) -> None:
        printed = self._symbols.execute(token.op, token.body)
        if printed is None:
            return
        self.sheet.codes.append(printed.code)
        if printed.image is None:
            return
        if printed.text_above:
            self._symbol_text(printed.code.content)
        self._put_picture(printed.image)
        if printed.text_below:
            self._symbol_text(printed.code.content)

    def _symbol_text(self, text: str) -> None:
        self._end_open_line()
        self._line.add_text("".join(c if c >= " " else " " for c in text), Style())
        row = self._line.row(self._settings.left, self._settings.area, self._settings.align, Style().cell_height + 2)
        self.sheet.add(replace(row, text=None))

    def _cut(self, body: bytes) -> None:
        mode = body[0]
        self._end_open_line()
        if len(body) == 2:
            self.sheet.add(Row((), body[1]))
        if mode not in (97, 98):
            self._on_cut("full" if mode in (0, 48, 65, 103) else "partial")

    def _old_cut(self, _body: bytes) -> None:
        self._end_open_line()
        self._on_cut("partial")

    def _page_mode(self, is_on: bool) -> None:
        self._end_open_line()
        self._in_page_mode = is_on

    def _tab(self, _body: bytes) -> None:
        cell = self._settings.style.cell_width
        column = self._line.x // cell
        stop = next((t for t in self._settings.tabs if t > column), None)
        if stop is not None and stop * cell < self._settings.area:
            self._line.x = stop * cell
        elif stop is not None:
            self._end_line()

    def _move_to(self, body: bytes) -> None:
        self._line.x = min(_word(body), self._settings.area)

    def _move(self, body: bytes) -> None:
        offset = int.from_bytes(body, "little", signed=True)
        self._line.x = min(max(0, self._line.x + offset), self._settings.area)

    # --- settings ---------------------------------------------------------------------------------------------------

    def _restyle(self, **changes: object) -> None:
        self._settings.style = replace(self._settings.style, **changes)  # type: ignore[arg-type] # checked by Style

    def _print_mode(self, body: bytes) -> None:
        bits = body[0]
        self._restyle(
            font="B" if bits & 0x01 else "A",
            is_bold=bool(bits & 0x08),
            height=2 if bits & 0x10 else 1,
            width=2 if bits & 0x20 else 1,
            underline=1 if bits & 0x80 else 0,
        )

    def _size(self, body: bytes) -> None:
        self._restyle(width=(body[0] >> 4 & 7) + 1, height=(body[0] & 7) + 1)

    def _set_area(self, body: bytes) -> None:
        self._settings.area = min(max(1, _word(body)), self.width_dots - self._settings.left)

    def _set_left(self, body: bytes) -> None:
        self._settings.left = min(_word(body), self.width_dots - 1)
        self._settings.area = min(self._settings.area, self.width_dots - self._settings.left)

    def _set_tabs(self, body: bytes) -> None:
        self._settings.tabs = tuple(body[:-1])

    def _encoding(self, body: bytes) -> None:
        if body[:1] == b"\x30" and len(body) == 2:
            self._settings.is_utf8 = body[1] in (2, 50)

    def _define_characters(self, body: bytes) -> None:
        rows, first, last = body[0], body[1], body[2]
        at = 3
        for code in range(first, last + 1):
            width = body[at]
            octets = body[at + 1 : at + 1 + width * rows]
            if width:
                glyph = Image.new("1", (12, 24), 1)
                glyph.paste(pictures.columns(rows, width, octets), (0, 0))
                self._own[code] = glyph
            at += 1 + width * rows

    def _column_image(self, body: bytes) -> None:
        width = body[1] | body[2] << 8
        image = pictures.bit_image(body[0], width, body[3:])
        room = max(1, self._settings.area - self._line.x)
        self._line.add_picture(image.crop((0, 0, min(image.width, room), image.height)))

    def _table(self) -> Commands:
        return {**self._line_commands(), **self._style_commands(), **self._setting_commands()}

    def _line_commands(self) -> Commands:
        return {
            b"\n": lambda _b: self._end_line(),
            b"\r": lambda _b: None,
            b"\x0c": lambda _b: self._page_mode(False),
            b"\t": self._tab,
            b"\x18": lambda _b: self.forget(),
            b"\x1b@": lambda _b: self.reset(),
            b"\x1b$": self._move_to,
            b"\x1b\\": self._move,
            b"\x1b*": self._column_image,
            b"\x1bJ": lambda b: self._feed(b[0]),
            b"\x1bL": lambda _b: self._page_mode(True),
            b"\x1bS": lambda _b: self._page_mode(False),
            b"\x1bd": lambda b: self._feed_lines(b[0]),
            b"\x1bi": self._old_cut,
            b"\x1bm": self._old_cut,
            b"\x1bp": lambda _b: self.on_drawer(),
            b"\x1dV": self._cut,
        }

    def _style_commands(self) -> Commands:
        return {
            b"\x1b!": self._print_mode,
            b"\x1b ": lambda b: self._restyle(spacing=b[0]),
            b"\x1b-": lambda b: self._restyle(underline=min(b[0] & 0x0F, 2)),
            b"\x1bE": lambda b: self._restyle(is_bold=bool(b[0] & 1)),
            b"\x1bG": lambda b: self._restyle(is_bold=bool(b[0] & 1)),
            b"\x1bM": lambda b: self._restyle(font="B" if b[0] & 1 else "A"),
            b"\x1b{": lambda b: self._restyle(is_upside_down=bool(b[0] & 1)),
            b"\x1d!": self._size,
            b"\x1dB": lambda b: self._restyle(is_inverse=bool(b[0] & 1)),
        }

    def _setting_commands(self) -> Commands:
        return {
            b"\x1b%": self._setter("has_own_characters", lambda b: bool(b[0] & 1)),
            b"\x1b&": self._define_characters,
            b"\x1b2": self._setter("spacing", lambda _b: DEFAULT_SPACING),
            b"\x1b3": self._setter("spacing", lambda b: b[0]),
            b"\x1bD": self._set_tabs,
            b"\x1bR": self._setter("national", lambda b: b[0]),
            b"\x1ba": self._setter("align", lambda b: b[0] % 48 % 3),
            b"\x1bt": self._setter("page", lambda b: b[0]),
            b"\x1c&": self._setter("is_kanji", lambda _b: True),
            b"\x1c.": self._setter("is_kanji", lambda _b: False),
            b"\x1c(C": self._encoding,
            b"\x1dL": self._set_left,
            b"\x1dW": self._set_area,
        }

    def _setter(self, name: str, read: Callable[[bytes], object]) -> Callable[[bytes], None]:
        def change(body: bytes) -> None:
            setattr(self._settings, name, read(body))

        return change


ANSWERED = frozenset({b"\x1d(H", b"\x1da", b"\x1dI", b"\x1dr", b"\x1bv", b"\x1dg"})


def _word(body: bytes) -> int:
    return body[0] | body[1] << 8
