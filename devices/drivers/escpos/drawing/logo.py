"""A picture file as the dots that a printer keeps."""

from __future__ import annotations

import hashlib
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from devices.api import KeptLogo
from devices.drivers.escpos.drawing.raster import packed, safe

MAX_PIXELS = 4_000_000
MAX_ROWS = 512
"""Rows that a logo may have: memory for pictures is small and wears out, and paper is long enough."""
COLOURS_TO_BLACK = 160


def dots_of(picture: bytes, width_dots: int) -> Image.Image:
    """Read a picture file and make it black and white (mode `1`), narrowed to the paper, sides in steps of 8 dots.

    What is transparent is white. Raises ValueError for what is no picture or is too large.
    """
    try:
        with Image.open(BytesIO(picture)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValueError(f"a picture of more than {MAX_PIXELS} pixels")
            whole = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValueError(f"no picture: {type(error).__name__}") from error
    grey = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("L")
    if grey.width > width_dots:
        grey = grey.resize((width_dots, max(1, grey.height * width_dots // grey.width)))
    if grey.height > MAX_ROWS:
        raise ValueError(f"a logo of {grey.height} rows; allowed: 1..{MAX_ROWS}")
    paper = Image.new("1", (-(-grey.width // 8) * 8, -(-grey.height // 8) * 8), 1)
    paper.paste(grey.point(lambda level: 0 if level < COLOURS_TO_BLACK else 255, mode="1"), (0, 0))
    return paper


def kept(number: int, image: Image.Image) -> KeptLogo:
    """Name a picture by the hash of its dots and its size."""
    _, dots = packed(image)
    named = hashlib.sha256(f"{image.width}x{image.height} ".encode() + dots).hexdigest()
    return KeptLogo(number, image.width, image.height, named)


def memory_dots(image: Image.Image, memory: str) -> bytes:
    """Give the dots as the printer's memory takes them: rows for `graphics`, columns for `legacy`."""
    if memory == "legacy":
        image = image.transpose(Image.Transpose.TRANSPOSE)
    return safe(packed(image)[1])
