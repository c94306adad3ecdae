"""Draws a sheet of paper: one bit per dot, as wide as the print head."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from devices.sim.escpos.paper import FONT_CELLS, Glyphs, Row, Sheet, Style

FONT_FILE = Path(__file__).with_name("paper_mono.ttf")
POINT_SIZES = {"A": 20, "B": 15}
MARGIN_DOTS = 24
MAX_HEIGHT_DOTS = 40_000


def drawn(sheet: Sheet, width_dots: int) -> Image.Image:
    """The sheet as a picture (mode 1, black is 0), with a little white around; very long ones are cut short."""
    height = min(sheet.height + 2 * MARGIN_DOTS, MAX_HEIGHT_DOTS)
    image = Image.new("1", (width_dots, height), 1)
    y = MARGIN_DOTS
    for row in sheet.rows:
        if y >= height:
            break
        _draw_row(image, row, y)
        y += row.advance
    return image


def as_png(image: Image.Image) -> bytes:
    """The picture's file."""
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _draw_row(image: Image.Image, row: Row, y: int) -> None:
    tallest = max((item.height for item in row.items), default=0)
    for item in row.items:
        top = y + tallest - item.height
        picture = _text_picture(item) if isinstance(item, Glyphs) else item.image
        if isinstance(item, Glyphs) and item.style.is_upside_down:
            picture = picture.transpose(Image.Transpose.ROTATE_180)
        box = (item.x, top, item.x + picture.width, top + picture.height)
        image.paste(ImageChops.logical_and(image.crop(box), picture), box[:2])


def _text_picture(item: Glyphs) -> Image.Image:
    style = item.style
    cell_width, cell_height = FONT_CELLS[style.font]
    step = cell_width + style.spacing
    picture = Image.new("1", (step * len(item.text), cell_height), 1)
    for index, character in enumerate(item.text):
        glyph = item.bitmaps.get(index) or _glyph(character, style.font, style.is_bold)
        picture.paste(glyph, (index * step, 0))
    _underline(picture, style)
    if style.is_inverse:
        picture = ImageChops.invert(picture)
    return picture.resize((picture.width * style.width, picture.height * style.height), Image.Resampling.NEAREST)


def _underline(picture: Image.Image, style: Style) -> None:
    if style.underline:
        bottom = picture.height - 1
        box = (0, bottom - style.underline + 1, picture.width - 1, bottom)
        ImageDraw.Draw(picture).rectangle(box, fill=0)


@lru_cache(maxsize=2048)
def _glyph(character: str, font: str, is_bold: bool) -> Image.Image:
    width, height = FONT_CELLS[font]
    glyph = Image.new("1", (width, height), 1)
    pen = ImageDraw.Draw(glyph)
    pen.fontmode = "1"
    face = _face(font)
    for shift in (0, 1) if is_bold else (0,):  # a thermal head prints bold by striking twice, one dot apart
        pen.text((shift, -1), character, font=face, fill=0)
    return glyph


@lru_cache(maxsize=2)
def _face(font: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_FILE), POINT_SIZES[font], layout_engine=ImageFont.Layout.BASIC)
