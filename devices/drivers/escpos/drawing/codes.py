"""Barcodes as pictures, one dot per module, drawn by zxing-cpp."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from devices.api import Symbology

_FORMATS = {
    Symbology.ITF: "ITF",
    Symbology.CODE128: "Code128",
    Symbology.PDF417: "PDF417",
    Symbology.AZTEC: "Aztec",
    Symbology.QR: "QRCode",
}
LINEAR = frozenset({Symbology.ITF, Symbology.CODE128})
ROW_MODULES = 3
"""Height of a row of PDF417 in modules, as zxing-cpp draws it and as ISO/IEC 15438 asks at least."""
QUIET_MODULES = 4


@lru_cache(maxsize=8)
def modules(symbology: Symbology, data: str) -> Image.Image:
    """Draw a code with one dot per module and no quiet zone. Raises ValueError for what it cannot hold."""
    import zxingcpp  # 20 ms that a printer with codes of its own never needs

    try:
        level = {"ec_level": "L"} if symbology is Symbology.QR else {}  # as the printers' own: paper is not a screen
        code = zxingcpp.create_barcode(data, getattr(zxingcpp.BarcodeFormat, _FORMATS[symbology]), **level)
        image = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False))
    except (ValueError, RuntimeError, TypeError) as error:
        raise ValueError(f"{symbology.value} cannot hold this: {type(error).__name__}") from error
    return image.convert("L").point(lambda level: 255 if level > 127 else 0, mode="1")


def scaled(image: Image.Image, across: int, down: int) -> Image.Image:
    """Draw every dot `across` x `down` times."""
    return image.resize((image.width * across, image.height * down), Image.Resampling.NEAREST)


def centred(symbology: Symbology, data: str, width_dots: int, largest: int) -> Image.Image:
    """Draw a two-dimensional code as large as fits, at most `largest` dots a module. Raises ValueError."""
    image = modules(symbology, data)
    module = min(width_dots // (image.width + 2 * QUIET_MODULES), largest)
    if module < 2:
        raise ValueError(f"a {symbology.value} code of {len(data)} bytes is too wide for {width_dots} dots")
    image = scaled(image, module, module)
    paper = Image.new("1", (width_dots, image.height + 2 * module * QUIET_MODULES), 1)
    paper.paste(image, ((width_dots - image.width) // 2, module * QUIET_MODULES))
    return paper
