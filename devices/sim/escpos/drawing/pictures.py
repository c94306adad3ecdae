"""Bits of the stream as pictures: rasters, columns, downloaded and stored graphics. Mode 1, black is 0."""

from __future__ import annotations

from PIL import Image

MAX_DOTS = 40_000_000


def raster(width_bytes: int, height: int, octets: bytes) -> Image.Image:
    """Rows of bits, most significant bit left; missing bytes are white."""
    if width_bytes * height == 0 or width_bytes * height * 8 > MAX_DOTS:
        return Image.new("1", (1, 1), 1)
    padded = octets[: width_bytes * height].ljust(width_bytes * height, b"\x00")
    return Image.frombytes("1", (width_bytes * 8, height), padded, "raw", "1;I")


def columns(height_bytes: int, width: int, octets: bytes) -> Image.Image:
    """Columns of bits, most significant bit on top."""
    return raster(height_bytes, width, octets).transpose(Image.Transpose.TRANSPOSE)


def scaled(image: Image.Image, across: int, down: int) -> Image.Image:
    """The picture with every dot drawn `across` x `down` times."""
    if across == down == 1:
        return image
    return image.resize((image.width * across, image.height * down), Image.Resampling.NEAREST)


def bit_image(mode: int, width: int, octets: bytes) -> Image.Image:
    """`ESC *`: 8 dots high (modes 0, 1) or 24 (32, 33); single density (0, 32) is twice as wide."""
    is_tall = mode in (32, 33)
    image = columns(3 if is_tall else 1, width, octets)
    return scaled(image, 1 if mode in (1, 33) else 2, 1 if is_tall else 3)


def placeholder(width: int, height: int) -> Image.Image:
    """A frame where a picture stands that only the printer's memory knows."""
    image = Image.new("1", (width, height), 1)
    for x in range(width):
        image.putpixel((x, 0), 0)
        image.putpixel((x, height - 1), 0)
    for y in range(height):
        image.putpixel((0, y), 0)
        image.putpixel((width - 1, y), 0)
    return image
