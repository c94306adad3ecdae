"""A page in millimetres as one picture: passes on a receipt printer."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw

from devices.api import PageCode, PageItem, PageRequest, PageRule, PageText, Symbology
from devices.drivers.escpos.drawing.codes import LINEAR, modules, scaled
from devices.drivers.escpos.drawing.glyphs import Size
from devices.drivers.escpos.drawing.lines import drawn_text

MAX_LENGTH_MM = 1000.0
MAX_TEXT = 500
CAPITAL_PER_LINE = 0.714 * 0.73
"""Height of a capital of Noto Sans by the height of its line."""
_MM_PER_INCH = 25.4


class PagePainter:
    """Draws pages for one head."""

    def __init__(self, width_dots: int, dpi: int) -> None:
        self._width_dots = width_dots
        self._dots_per_mm = dpi / _MM_PER_INCH

    @property
    def max_width_mm(self) -> float:
        """How wide a page may be."""
        return self._width_dots / self._dots_per_mm

    def paint(self, page: PageRequest) -> Image.Image:
        """Draw a page. Raises ValueError for what does not fit the paper or cannot be drawn as it is meant."""
        if not 0 < page.width_mm <= self.max_width_mm or not 0 < page.length_mm <= MAX_LENGTH_MM:
            raise ValueError(f"a page of {page.width_mm:g} x {page.length_mm:g} mm does not fit this printer")
        paper = Image.new("1", (self._dots(page.width_mm), self._dots(page.length_mm)), 1)
        for item in page.items:
            picture = self._picture(item)
            x, y = self._dots(item.x_mm), self._dots(item.y_mm)
            box = (x, y, x + picture.width, y + picture.height)
            if not (0 <= x < paper.width and 0 <= y < paper.height):
                raise ValueError("something stands off the page")
            if isinstance(item, PageCode) and (box[2] > paper.width or box[3] > paper.height):
                raise ValueError(f"a {item.symbology.value} code reaches over the edge of the page")
            paper.paste(ImageChops.logical_and(paper.crop(box), picture), box[:2])
        return paper

    def _dots(self, length_mm: float) -> int:
        return round(length_mm * self._dots_per_mm)

    def _picture(self, item: PageItem) -> Image.Image:
        match item:
            case PageText():
                if len(item.text) > MAX_TEXT:
                    raise ValueError(f"a text of more than {MAX_TEXT} characters")
                size = Size(max(12, round(self._dots(item.height_mm) / CAPITAL_PER_LINE)))
                return _turned(_from_capitals(drawn_text(item.text, size), size), is_turned=item.is_turned)
            case PageRule():
                size_dots = max(1, self._dots(item.width_mm)), max(1, self._dots(item.height_mm))
                picture = Image.new("1", size_dots, 1)
                ImageDraw.Draw(picture).rectangle((0, 0, *size_dots), fill=0)
                return picture
            case PageCode():
                return _turned(self._code(item), is_turned=item.is_turned)

    def _code(self, item: PageCode) -> Image.Image:
        module = max(1, self._dots(item.module_mm))
        if not item.data.isascii() or not item.data.isprintable():
            raise ValueError("the data of a code is printable ASCII")
        if item.symbology is Symbology.ITF and len(item.data) % 2:
            raise ValueError("ITF holds an even number of digits")
        image = modules(item.symbology, item.data)
        if item.symbology not in LINEAR:
            return scaled(image, module, module)
        bars = image.crop((0, 0, image.width, 1))
        return scaled(bars, module, max(1, self._dots(item.height_mm)))


def _from_capitals(line: Image.Image, size: Size) -> Image.Image:
    """Cut a line off above its capitals: the place of a text is their upper left corner."""
    top = max(0, size.baseline - round(size.line_dots * CAPITAL_PER_LINE))
    return line.crop((0, top, line.width, line.height))


def _turned(image: Image.Image, *, is_turned: bool) -> Image.Image:
    """A quarter turn clockwise."""
    return image.transpose(Image.Transpose.ROTATE_270) if is_turned else image
