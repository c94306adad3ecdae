"""Camera frames of invented codes: turned, in perspective, moved, dim and noisy. Never used to tune the cascade."""

from __future__ import annotations

import random
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter

SIZE = (640, 480)
_FORMATS = ("EAN13", "PDF417", "QRCode", "DataMatrix", "Code128")


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame with the code that is in it."""

    picture: Image.Image
    text: str


def shots(count: int, seed: int) -> list[Shot]:
    """Draw frames, the formats in turn; the same seed gives the same frames."""
    source = random.Random(seed)  # noqa: S311 - repeatable, no secret
    return [_shot(source, _FORMATS[number % len(_FORMATS)]) for number in range(count)]


def empty(seed: int, angle_deg: float = 0.0) -> Image.Image:
    """Draw a frame without a code: a slope of light under noise; turn the slope for a scene that changes."""
    slope = Image.linear_gradient("L").rotate(angle_deg, fillcolor=128)
    light = slope.resize(SIZE).point(lambda level: 90 + level // 3)
    return _noisy(light, 6.0, seed)


def _shot(source: random.Random, name: str) -> Shot:
    text = _text(source, name)
    barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, name))
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=8)).convert("L")
    per_module = source.uniform(1.8, 3.6)
    size = (round(drawn.width * per_module / 8), round(drawn.height * per_module / 8))
    printed = drawn.resize(size, Image.Resampling.BOX)
    low, high = source.uniform(20, 80), source.uniform(130, 230)
    inked = printed.point(lambda level: round(low + (high - low) * level / 255))
    turned = inked.rotate(source.uniform(0, 360), Image.Resampling.BICUBIC, expand=True, fillcolor=round(high))
    ground = Image.new("L", SIZE, round(high))
    ground.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2))
    leaning = ground.transform(SIZE, Image.Transform.PERSPECTIVE, _perspective(source), Image.Resampling.BICUBIC)
    blurred = leaning.filter(ImageFilter.GaussianBlur(source.uniform(0.2, 1.1)))
    return Shot(_noisy(blurred, source.uniform(1, 8), source.randrange(1 << 30)), text)


def _text(source: random.Random, name: str) -> str:
    digits = "".join(source.choices("0123456789", k=9))
    if name == "EAN13":
        body = "952" + digits
        total = sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(body))
        return body + str(-total % 10)
    return f"M1TEST/CASE           E{digits} LISAMSTP 0664" if name == "PDF417" else f"KIOSK{digits}"


def _perspective(source: random.Random) -> tuple[float, ...]:
    tilt_x, tilt_y = source.uniform(-2e-4, 2e-4), source.uniform(-2e-4, 2e-4)
    return (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, tilt_x, tilt_y)


def _noisy(picture: Image.Image, sigma: float, seed: int) -> Image.Image:
    bits = random.Random(seed).randbytes(SIZE[0] * SIZE[1])  # noqa: S311 - repeatable, no secret
    grain = Image.frombytes("L", SIZE, bits).filter(ImageFilter.GaussianBlur(0.5))
    return Image.blend(picture, ImageEnhance.Contrast(grain).enhance(1.0), min(0.12, sigma / 100))
