"""A label as a picture: one dot of the print head is one pixel, black on white."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFont

from devices.sim.zpl.label import Bar, Code, Item, Label, Text

FONT_FILE = Path(__file__).parents[1] / "escpos" / "drawing" / "paper_mono.ttf"
MAX_DOTS = 20_000


class CannotDraw(ValueError):
    """The content does not fit the symbology."""


def drawn(label: Label, length: int | None = None) -> Image.Image:
    """The label; with `length`, only that many dots of it came out."""
    size = (min(label.width, MAX_DOTS), min(label.length, MAX_DOTS))
    picture = Image.new("1", size, 1)
    for item in label.items:
        try:
            patch = _patch(item)
        except CannotDraw:
            continue  # a printer leaves the field white
        box = (item.x, item.y, item.x + patch.width, item.y + patch.height)
        picture.paste(ImageChops.logical_and(picture.crop(box), patch), box[:2])
    return picture if length is None else picture.crop((0, 0, size[0], max(1, min(length, size[1]))))


def as_png(picture: Image.Image) -> bytes:
    """The picture's file."""
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _patch(item: Item) -> Image.Image:
    match item:
        case Bar():
            return Image.new("1", (item.width, item.height), 0)
        case Text():
            patch = _text(item.text, item.cell)
        case Code():
            patch = code_picture(item)
    return patch.transpose(Image.Transpose.ROTATE_270) if item.is_turned else patch


def code_picture(code: Code) -> Image.Image:
    """The code, not turned. Raises `CannotDraw`."""
    try:
        barcode = zxingcpp.create_barcode(code.data, getattr(zxingcpp.BarcodeFormat, code.kind))
        modules = Image.fromarray(barcode.to_image(scale=1, add_quiet_zones=False), mode="L")
    except (ValueError, RuntimeError, TypeError) as error:
        raise CannotDraw(f"{code.kind}: {error}") from error
    dots = modules.point(lambda level: 255 if level > 127 else 0, mode="1")
    if code.kind in ("ITF", "Code128"):
        line = dots.crop((0, 0, dots.width, 1))
        return line.resize((dots.width * code.module, code.height), Image.Resampling.NEAREST)
    tall = dots.height * code.row // 3 if code.kind == "PDF417" else dots.height * code.module
    return dots.resize((dots.width * code.module, max(1, tall)), Image.Resampling.NEAREST)


@lru_cache(maxsize=32)
def _font(cell: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_FILE, max(6, cell))


def _text(text: str, cell: int) -> Image.Image:
    font = _font(cell)
    left, _top, right, _bottom = font.getbbox(text or " ")
    picture = Image.new("1", (max(1, int(right - left)), cell + cell // 4), 1)
    ImageDraw.Draw(picture).text((-left, 0), text, font=font, fill=0)
    return picture
