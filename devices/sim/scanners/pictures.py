"""Pictures of codes as a camera over a counter sees them. Drawn large, then made small by area: no ringing."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

SIZE = (640, 480)
LARGE = 6
"""Pixels of the drawing per module, before it is made small."""
GROUND, PAPER = 172, 226
FORMATS = {
    "]E0": "EAN13", "]E4": "EAN8", "]C0": "Code128", "]L2": "PDF417",
    "]Q1": "QRCode", "]d1": "DataMatrix", "]z0": "Aztec",
}  # fmt: skip
"""By symbology identifier, what can be drawn."""


class CannotDraw(ValueError):
    """The content does not fit the symbology; the text says why."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code to be shown."""

    text: str
    aim: str


@dataclass(frozen=True, slots=True)
class Pose:
    """How codes lie before the camera and how well it sees them."""

    angle_deg: float = 0.0
    module_px: float = 2.6
    blur_px: float = 0.5
    noise: float = 3.0
    has_glare: bool = False
    is_cut_off: bool = False


def png(codes: list[Code], pose: Pose, seed: int) -> bytes:
    """Draw codes side by side; the same seed gives the same picture. Raises `CannotDraw`."""
    frame = Image.new("L", SIZE, GROUND)
    wide = SIZE[0] // max(1, len(codes))
    for place, code in enumerate(codes):
        label = _label(code, pose, wide)
        x = wide * place + (wide - label.width) // 2 - (wide // 2 if pose.is_cut_off else 0)
        shape = Image.new("L", label.size, 255).rotate(0)
        turned = label.rotate(pose.angle_deg, Image.Resampling.BICUBIC, expand=True)
        mask = shape.rotate(pose.angle_deg, Image.Resampling.BICUBIC, expand=True)
        x -= (turned.width - label.width) // 2
        frame.paste(turned, (x, (SIZE[1] - turned.height) // 2), mask)
    if pose.has_glare:
        ImageDraw.Draw(frame).ellipse((230, 60, 410, 420), fill=255)
    seen = _noisy(frame.filter(ImageFilter.GaussianBlur(pose.blur_px)), pose.noise, seed)
    written = io.BytesIO()
    seen.save(written, "PNG")
    return written.getvalue()


def _label(code: Code, pose: Pose, widest: int) -> Image.Image:
    """One code on its paper, as large as the camera sees it."""
    name = FORMATS.get(code.aim)
    if name is None:
        raise CannotDraw(f'"aim" is one of {", ".join(FORMATS)}')
    try:
        barcode = zxingcpp.create_barcode(code.text, getattr(zxingcpp.BarcodeFormat, name))
        drawn = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=LARGE)).convert("L")
    except (ValueError, RuntimeError) as error:
        raise CannotDraw(f"{name} cannot hold this text: {error}") from None
    module_px = min(pose.module_px, (widest - 20) * LARGE / drawn.width, (SIZE[1] - 20) * LARGE / drawn.height)
    size = (round(drawn.width * module_px / LARGE), round(drawn.height * module_px / LARGE))
    small = drawn.resize(size, Image.Resampling.BOX)
    return small.point(lambda level: 34 + level * (PAPER - 34) // 255)


def _noisy(picture: Image.Image, noise: float, seed: int) -> Image.Image:
    if noise <= 0:
        return picture
    bits = random.Random(seed).randbytes(SIZE[0] * SIZE[1])  # noqa: S311 - repeatable, no secret
    return Image.blend(picture, Image.frombytes("L", SIZE, bits), min(0.5, noise / 74))  # uniform: sigma 74
