"""Pictures of invented codes."""

from __future__ import annotations

import zxingcpp
from PIL import Image

GTIN = "9520001000010"
OTHER = "9520001000027"
BOARDING = "M1SILVA/ANA           EABC123 LISAMSTP 0664 325Y012A0001 100"
EAN13, PDF417, QR = zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.PDF417, zxingcpp.BarcodeFormat.QRCode


def symbol(text: str, code_format: zxingcpp.BarcodeFormat, scale: int = 2) -> Image.Image:
    """One code with its quiet zone."""
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, code_format), scale=scale)
    return Image.fromarray(drawn)


def scene(*codes: Image.Image, angle_deg: float = 0.0) -> Image.Image:
    """Codes side by side on a frame of 640 x 480."""
    ground = Image.new("L", (640, 480), 190)
    wide = 640 // max(1, len(codes))
    for place, code in enumerate(codes):
        turned = code.rotate(angle_deg, Image.Resampling.BICUBIC, expand=True, fillcolor=190)
        ground.paste(turned, (wide * place + (wide - turned.width) // 2, (480 - turned.height) // 2))
    return ground
