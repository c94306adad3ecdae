"""Which pictures a site may bring: PNG and plain SVG, judged by their first bytes and their elements.

`look_at` is cheap enough for the first frame. `decode` reads every pixel with Pillow and belongs to `check-config`.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_PNG_BYTES = 4_000_000
MAX_SVG_BYTES = 300_000
MAX_SIDE_PX = 2400
MAX_ELEMENTS = 4000
MAX_DEPTH = 32
_PNG_HEAD = struct.Struct(">8sI4sII")
_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_NUMBER = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)(?:px)?\s*")
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_DRAWN = _SHAPES | {"svg", "g", "defs", "title", "desc", "linearGradient", "radialGradient", "stop"}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:|https?:|file:|@import", re.IGNORECASE)
_XMLNS = re.compile(r"xmlns(:|$)")


class BadPicture(ValueError):
    """A picture that is not taken; the text says why, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a kind of picture may measure: its shape as width / height, and a PNG's least height in px."""

    least_shape: float
    most_shape: float
    least_height_px: int

    def judge(self, width: float, height: float) -> float:
        """Return the shape of a picture. Raises `BadPicture` outside the bounds."""
        shape = width / height
        if not self.least_shape <= shape <= self.most_shape:
            raise BadPicture(
                f"is {width:g} x {height:g}; its width may be {self.least_shape:g} to {self.most_shape:g} "
                "times its height"
            )
        return shape


LOGO = Bounds(0.5, 5.0, 120)
PICTURE = Bounds(0.4, 1.2, 480)
GUIDE = Bounds(0.5, 2.5, 480)  # photographs of the site's own devices


@dataclass(frozen=True, slots=True)
class Art:
    """A picture of the site: its file, and its width divided by its height."""

    file: Path
    shape: float


def look_at(file: Path, bounds: Bounds) -> Art:
    """Judge a picture without decoding it. Raises `BadPicture`."""
    suffix = file.suffix.lower()
    if suffix not in (".png", ".svg"):
        raise BadPicture("is neither .png nor .svg; save it as one of them")
    most = MAX_PNG_BYTES if suffix == ".png" else MAX_SVG_BYTES
    content = _read(file, most)
    if len(content) > most:
        raise BadPicture(f"is larger than {most} bytes")
    width, height = _png_size(content, bounds) if suffix == ".png" else _svg_size(content)
    return Art(file, bounds.judge(width, height))


def _read(file: Path, most: int) -> bytes:
    try:
        if not file.exists():
            raise BadPicture(f"there is no such file ({file})")
        if not file.is_file():
            raise BadPicture(f"is no file ({file})")
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, BadPicture):
            raise
        raise BadPicture(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def decode(art: Art) -> None:
    """Read every pixel of a PNG, as the glass will. Raises `BadPicture`."""
    if art.file.suffix.lower() != ".png":
        return
    from PIL import Image

    try:
        with Image.open(art.file, formats=["PNG"]) as image:
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPicture(f"is a PNG that cannot be decoded: {error}") from None


# --- PNG ------------------------------------------------------------------------------------------------------------


def _png_size(content: bytes, bounds: Bounds) -> tuple[int, int]:
    """Return width and height in px. Source: PNG 3, clauses 5.2 and 11.2.1."""
    if len(content) < _PNG_HEAD.size or not content.startswith(_PNG_MAGIC):
        raise BadPicture("is called .png and is no PNG")
    _, length, kind, width, height = _PNG_HEAD.unpack_from(content)
    if (length, kind) != (13, b"IHDR") or not width or not height:
        raise BadPicture("is a PNG whose first part is broken")
    if max(width, height) > MAX_SIDE_PX:
        raise BadPicture(f"is {width} x {height} px; at most {MAX_SIDE_PX} px a side")
    if height < bounds.least_height_px:
        raise BadPicture(f"is {width} x {height} px; at least {bounds.least_height_px} px high")
    return width, height


# --- SVG ------------------------------------------------------------------------------------------------------------


class _Walk:
    """Looks at each element of an SVG as the parser comes to it."""

    def __init__(self) -> None:
        self.box: tuple[float, float] | None = None
        self._depth = self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._depth += 1
        self._count += 1
        if self._count == 1:
            if local != "svg":
                raise BadPicture(f"is called .svg and is {name!r}")
            self.box = _box(attributes)
        if local not in _DRAWN:
            raise BadPicture(f"holds <{name}>; save it as plain SVG with paths alone: {', '.join(sorted(_DRAWN))}")
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise BadPicture(f"is more than {MAX_ELEMENTS} elements, or more than {MAX_DEPTH} in each other")
        for key, value in attributes.items():
            _judge_attribute(key, value)

    def end(self, _name: str) -> None:
        self._depth -= 1


def _judge_attribute(key: str, value: str) -> None:
    local = key.rpartition(":")[2].lower()
    if local.startswith("on"):
        raise BadPicture(f"holds a script in {key!r}")
    is_outside = local == "href" and not value.startswith("#")
    if is_outside or (not _XMLNS.match(key) and _OUTSIDE.search(value)):
        raise BadPicture(f"refers to something outside itself in {key}={value[:60]!r}")


def _box(attributes: dict[str, str]) -> tuple[float, float]:
    box = attributes.get("viewBox", "").replace(",", " ").split()
    wide, high = (box[2], box[3]) if len(box) == 4 else (attributes.get("width", ""), attributes.get("height", ""))
    width, height = _NUMBER.fullmatch(wide), _NUMBER.fullmatch(high)
    if width is None or height is None or not float(width[1]) or not float(height[1]):
        raise BadPicture("is an SVG without a size: a viewBox of four numbers, or width and height in px")
    return float(width[1]), float(height[1])


def _refuse(*_: Any) -> None:
    raise BadPicture("holds a DOCTYPE, an entity or a processing instruction")


def _svg_size(content: bytes) -> tuple[float, float]:
    """Return width and height of an SVG that holds shapes alone."""
    from xml.parsers import expat

    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise BadPicture(f"is an SVG that cannot be read: {error}") from None
    if walk.box is None:
        raise BadPicture("is an SVG without an element")
    return walk.box
