"""Barcode commands: `GS k` with its settings, and the two-dimensional codes of `GS ( k`."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from devices.sim.escpos.drawing.codes import LINEAR, CannotDraw, TwoDimensional, linear, linear_content, matrix
from devices.sim.escpos.paper import Code

KINDS = {48: "PDF417", 49: "QRCode", 53: "Aztec", 54: "DataMatrix"}
LEVELS = {48: "L", 49: "M", 50: "Q", 51: "H"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A code to put on paper; `image` None: it could not be drawn."""

    code: Code
    image: Image.Image | None
    text_above: bool = False
    text_below: bool = False


class Symbols:
    """The settings of all barcodes."""

    ops = frozenset({b"\x1dk", b"\x1dh", b"\x1dw", b"\x1dH", b"\x1df", b"\x1d(k"})

    def __init__(self) -> None:
        self._height = 162
        self._module = 3
        self._text_place = 0
        self._matrix: dict[int, TwoDimensional] = {}

    def execute(self, op: bytes, body: bytes) -> Printed | None:
        """Carry out one command; what to print now, or None."""
        match op:
            case b"\x1dh":
                self._height = max(1, body[0])
            case b"\x1dw":
                self._module = min(max(1, body[0]), 8)
            case b"\x1dH":
                self._text_place = body[0] % 48
            case b"\x1dk":
                return self._linear(body)
            case b"\x1d(k":
                return self._two_dimensional(body)
        return None

    def _linear(self, body: bytes) -> Printed:
        kind = body[0]
        octets = body[1:-1] if kind <= 8 else body[2:]
        content = linear_content(kind, octets)
        name = LINEAR.get(kind, f"system {kind}")
        try:
            image, whole = linear(kind, content, self._module, self._height)
        except CannotDraw as problem:
            return Printed(Code(name, content, str(problem)), None)
        return Printed(Code(name, whole), image, bool(self._text_place & 1), bool(self._text_place & 2))

    def _two_dimensional(self, body: bytes) -> Printed | None:
        if len(body) < 2:
            return None
        kind, function, values = body[0], body[1], body[2:]
        settings = self._matrix.setdefault(kind, TwoDimensional())
        if function == 80:
            settings.stored = values[1:]
        elif function == 81:
            return self._print(kind, settings)
        elif values:
            _set(kind, function, values, settings)
        return None

    def _print(self, kind: int, settings: TwoDimensional) -> Printed:
        name = KINDS.get(kind, f"kind {kind}")
        if name == "QRCode" and settings.model == 3:
            name = "MicroQRCode"
        content = settings.stored.decode("utf-8", "replace")
        try:
            image = matrix(name, settings)
        except CannotDraw as problem:
            return Printed(Code(name, content, str(problem)), None)
        return Printed(Code(name, content), image)


def _set(kind: int, function: int, values: bytes, settings: TwoDimensional) -> None:
    match kind, function:
        case 49, 65:
            settings.model = values[0] - 48
        case (49 | 53 | 54, 67) | (48, 67):
            settings.module = min(max(1, values[0]), 16)
        case 48, 65:
            settings.columns = min(values[0], 30)
        case 48, 68:
            settings.row_height = min(max(2, values[0]), 8)
        case 49, 69:
            settings.level = LEVELS.get(values[0], "L")
