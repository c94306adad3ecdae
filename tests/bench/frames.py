"""Camera frames of invented codes, made as light makes them. Held out: nothing was tuned on what comes out of here.

A label is drawn large, laid turned and in perspective into a scene four times the size of the frame, lit unevenly,
smeared by movement and defocus there, and only then made small by area, as a sensor does; noise comes last, fresh for
each frame. No step sharpens or rings.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterable
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

SIZE = (640, 480)
LARGER = 4
MODULE = 8
"""Pixels per module of the drawn label."""
LOOKS = 4
"""Frames of one scene, each with noise of its own."""
FORMATS = ("EAN13", "PDF417", "QRCode", "DataMatrix", "Code128", "Aztec")


@dataclass(frozen=True, slots=True)
class Shot:
    """A few frames of one scene, and the code that is in it."""

    frames: tuple[Image.Image, ...]
    text: str


def shots(count: int, seed: int) -> list[Shot]:
    """Draw scenes, the formats in turn; the same seed gives the same frames."""
    source = random.Random(seed)  # noqa: S311 - repeatable, no secret
    return [_shot(source, FORMATS[number % len(FORMATS)]) for number in range(count)]


def corpus_hash(pictures: Iterable[bytes]) -> str:
    """Give a short name of a corpus: two runs with the same one looked at the same pixels."""
    total = hashlib.sha256()
    for picture in pictures:
        total.update(hashlib.sha256(picture).digest())
    return total.hexdigest()[:12]


def empty(seed: int, angle_deg: float = 0.0) -> Image.Image:
    """Draw a frame without a code: a slope of light under noise; turn the slope for a scene that changes."""
    slope = Image.linear_gradient("L").rotate(angle_deg, fillcolor=128)
    light = slope.resize(SIZE).point(lambda level: 90 + level // 3)
    return _noisy(light, 4.0, random.Random(seed))  # noqa: S311 - as above


def _shot(source: random.Random, name: str) -> Shot:
    text = _text(source, name)
    barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, name))
    label = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=MODULE)).convert("L")
    dark, light = source.uniform(15, 70), source.uniform(140, 235)
    inked = label.point(lambda level: round(dark + (light - dark) * level / 255))
    size = (SIZE[0] * LARGER, SIZE[1] * LARGER)
    ground = Image.new("L", size, round(source.uniform(60, 200)))
    widest = 440 * MODULE / label.width  # the whole label is in the frame, however it is turned
    per_module = min(source.uniform(1.8, 3.6), widest) * LARGER / MODULE
    coefficients = _laid(source, label.size, size, per_module)
    lying = inked.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR)
    mask = Image.new("L", label.size, 255).transform(size, Image.Transform.PERSPECTIVE, coefficients)
    scene = Image.composite(lying, ground, mask)
    slope = Image.linear_gradient("L").rotate(source.uniform(0, 360), fillcolor=128).resize(size)
    dimmest = source.uniform(90, 220)
    lit = ImageChops.multiply(scene, slope.point(lambda level: round(dimmest + (255 - dimmest) * level / 255)))
    smear = round(source.uniform(0, 1.2) * LARGER)
    moved = Image.blend(lit, ImageChops.offset(lit, smear, 0), 0.5)
    seen = moved.filter(ImageFilter.GaussianBlur(source.uniform(0.2, 1.0) * LARGER)).reduce(LARGER)
    noise = source.uniform(1, 8)
    return Shot(tuple(_noisy(seen, noise, source) for _ in range(LOOKS)), text)


def _laid(source: random.Random, label: tuple[int, int], size: tuple[int, int], per_module: float) -> tuple[float, ...]:
    """Give the eight numbers that say, for a point of the scene, where on the label it lies."""
    turn = math.radians(source.uniform(0, 360))
    cosine, sine = math.cos(turn) / per_module, math.sin(turn) / per_module
    tilt_x, tilt_y = (source.uniform(-6e-5, 6e-5) for _ in range(2))
    x, y = size[0] / 2, size[1] / 2
    weight = tilt_x * x + tilt_y * y + 1  # the middle of the scene shows the middle of the label
    across = label[0] / 2 * weight - (cosine * x + sine * y)
    down = label[1] / 2 * weight - (-sine * x + cosine * y)
    return (cosine, sine, across, -sine, cosine, down, tilt_x, tilt_y)


def _text(source: random.Random, name: str) -> str:
    digits = "".join(source.choices("0123456789", k=9))
    if name == "EAN13":
        body = "952" + digits
        total = sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(body))
        return body + str(-total % 10)
    long = f"M1TEST/CASE           E{digits} LISAMSTP 0664"
    return long if name in ("PDF417", "Aztec") else f"KIOSK{digits}"


def _noisy(picture: Image.Image, sigma: float, source: random.Random) -> Image.Image:
    """Add noise of about a bell's shape: the mean of two even ones, of sigma 52 together."""
    one, two = (Image.frombytes("L", SIZE, source.randbytes(SIZE[0] * SIZE[1])) for _ in range(2))
    return Image.blend(picture, Image.blend(one, two, 0.5), min(0.3, sigma / 52))
