"""A picture as bytes for the printer. Source: protocols.md 4.2, `GS v 0` and `GS ( L`."""

from __future__ import annotations

import re

from PIL import Image, ImageChops

BAND_ROWS = 256
"""Rows of one command: a small receive buffer takes a tall picture in parts, without a gap on the paper."""
_REAL_TIME = re.compile(b"\x10(?=[\x04\x05\x14])")


def safe(dots: bytes) -> bytes:
    """Blacken one dot wherever the dots read as a real-time command (10 04, 10 05, 10 14), obeyed even in pictures."""
    return _REAL_TIME.sub(b"\x18", dots)


def packed(image: Image.Image) -> tuple[int, bytes]:
    """Give the bytes per row and the rows, most significant bit left, black is 1."""
    return (image.width + 7) // 8, image.tobytes("raw", "1;I")


def printed(image: Image.Image, how: str) -> bytes:
    """Give the commands that print a picture (mode `1`) at the left edge; white on the right is not sent.

    `how`: `raster` is `GS v 0`, `graphics` is `GS ( L` 112 and 50.
    """
    ink = ImageChops.invert(image).getbbox()
    width = ink[2] if ink is not None else 1
    bands = []
    for top in range(0, image.height, BAND_ROWS):
        bottom = min(top + BAND_ROWS, image.height)
        row_bytes, dots = packed(image.crop((0, top, width, bottom)))
        bands.append(_band(row_bytes, bottom - top, safe(dots), how))
    return b"".join(bands)


def _band(row_bytes: int, rows: int, dots: bytes, how: str) -> bytes:
    if how == "raster":
        return b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little") + dots
    size = (row_bytes * 8).to_bytes(2, "little") + rows.to_bytes(2, "little")
    body = b"0p0\x01\x011" + size + dots
    return b"\x1d(L" + len(body).to_bytes(2, "little") + body + b"\x1d(L\x02\x0002"
