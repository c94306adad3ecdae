"""One ZPL format: commands to what stands on the label, in dots."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from devices.sim.zpl.reading import Command

TWO_DIMENSIONAL = {"^B7": "PDF417", "^BO": "Aztec", "^B0": "Aztec", "^BQ": "QRCode"}
LINEAR = {"^B2": "ITF", "^BC": "Code128"}
_SETTINGS = frozenset(
    {"^CI", "^LH", "^JZ", "^PQ", "^FH", "^FO", "^BY", "^PW", "^LL", "^FD", "^FS", "^GB", "^CF", "^FX"}
)
_SUBSETS = (">:", ">;", ">9")  # of Code 128: where a code begins


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `cell` is the height that ^A named."""

    x: int
    y: int
    cell: int
    text: str
    is_turned: bool


@dataclass(frozen=True, slots=True)
class Code:
    """A barcode; `row` is the height of a row of PDF417."""

    x: int
    y: int
    kind: str
    data: str
    module: int
    height: int
    row: int
    is_turned: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled box."""

    x: int
    y: int
    width: int
    height: int


Item = Text | Code | Bar


@dataclass(slots=True)
class Label:
    """A format as it grows."""

    width: int = 832
    length: int = 1200
    copies: int = 1
    prints_again: bool = True
    items: list[Item] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class Interpreter:
    """Takes the commands between ^XA and ^XZ."""

    def __init__(self) -> None:
        self.label = Label()
        self._x = self._y = 0
        self._module, self._height = 2, 10
        self._font = 15
        self._field: Command | None = None
        self._hex = ""
        self._text: str | None = None

    def take(self, command: Command) -> None:
        """Carry out one command."""
        name, numbers = command.name, [_number(part) for part in command.parameter.split(",")]
        if name == "^FD":
            self._text = command.parameter
        elif name == "^FS":
            self._end_field()
        elif name == "^FO":
            self._x, self._y = numbers[0] or 0, _at(numbers, 1, 0)
        elif name == "^FH":
            self._hex = command.parameter[:1] or "_"
        elif name == "^BY":
            self._module, self._height = numbers[0] or self._module, _at(numbers, 2, self._height)
        elif name == "^GB":
            self._bar(numbers)
        elif name == "^CF":
            self._font = _at(numbers, 1, self._font)
        elif name[:2] == "^A" or name in TWO_DIMENSIONAL or name in LINEAR:
            self._field = command
        else:
            self._set(command, numbers)

    def _bar(self, numbers: list[int | None]) -> None:
        thick = _at(numbers, 2, 1)
        self.label.items.append(Bar(self._x, self._y, max(thick, numbers[0] or 0), max(thick, _at(numbers, 1, 0))))

    def _set(self, command: Command, numbers: list[int | None]) -> None:
        match command.name:
            case "^PW":
                self.label.width = numbers[0] or self.label.width
            case "^LL":
                self.label.length = numbers[0] or self.label.length
            case "^PQ":
                self.label.copies = numbers[0] or 1
            case "^JZ":
                self.label.prints_again = command.parameter[:1].upper() != "N"
        if command.name not in _SETTINGS:
            self.label.unknown.append(command.name)

    def _end_field(self) -> None:
        shape, self._field = self._field, None
        content, self._text = self._text, None
        hex_sign, self._hex = self._hex, ""
        if content is None:
            return
        shape = shape or Command("^A0")  # a field without a font has that of ^CF
        if hex_sign:
            content = re.sub(re.escape(hex_sign) + "([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), content)
        text = content.encode("latin-1").decode("utf-8", "replace")
        is_turned = shape.parameter[:1].upper() == "R"
        parts = [_number(part) for part in shape.parameter.split(",")]
        if shape.name[:2] == "^A":
            self.label.items.append(Text(self._x, self._y, _at(parts, 1, self._font), text, is_turned))
        else:
            self.label.items.append(self._code(shape.name, parts, text, is_turned=is_turned))

    def _code(self, name: str, parts: list[int | None], text: str, *, is_turned: bool) -> Code:
        module, height, row = self._module, _at(parts, 1, self._height), 1
        kind = TWO_DIMENSIONAL.get(name) or LINEAR[name]
        match kind:
            case "PDF417":
                row = height
            case "Aztec":
                module = _at(parts, 1, 3)
            case "QRCode":
                module, is_turned = _at(parts, 2, 3), False
                text = text.partition(",")[2]
            case "Code128":
                text = text.removeprefix(next((start for start in _SUBSETS if text.startswith(start)), ""))
                text = text.replace(">0", ">")
            case "ITF" if len(text) % 2:
                text = "0" + text
        return Code(self._x, self._y, kind, text, module, height, row, is_turned)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None


def _at(numbers: list[int | None], place: int, default: int) -> int:
    found = numbers[place] if place < len(numbers) else None
    return default if found is None else found
