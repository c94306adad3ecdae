"""The code of a badge as a picture, for a printer of cards: black on white, with its quiet zone."""

from __future__ import annotations

import io
from typing import Final

import zxingcpp
from PIL import Image

FORMATS: Final = (".png", ".svg")
_MODULE_PX: Final = 12  # 1 mm at 300 dots per inch: a code of 61 modules is 6 cm wide and is made smaller


def picture_of(text: str, suffix: str) -> bytes:
    """Return a QR code, error correction M (a card is scratched), as the file that `suffix`, of `FORMATS`, names.

    Raises ValueError for another one, and for text that is not ASCII.
    """
    text.encode("ascii")
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    match suffix:
        case ".svg":
            return zxingcpp.write_barcode_to_svg(code, add_quiet_zones=True).encode("utf-8")
        case ".png":
            raster = zxingcpp.write_barcode_to_image(code, scale=_MODULE_PX, add_quiet_zones=True)
            drawn = io.BytesIO()
            Image.fromarray(raster).save(drawn, "PNG")
            return drawn.getvalue()
        case _:
            raise ValueError(f"a picture of a badge is one of {', '.join(FORMATS)}")
