"""How pictures look to eyes that see no colour or fewer: likeness in grey, colour-blindness, distance of colours."""

from __future__ import annotations

import math
from itertools import product

from PIL import Image

from tests.screens.checklist.looking import Colour

Lab = tuple[float, float, float]

BLOCK = 8  # px
# Of linear light, for eyes without one kind of cone. Source: Machado, Oliveira, Fernandes 2009, severity 1.0.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Return how alike two pictures are in grey, 1 for the same. Source: Wang et al. 2004, SSIM, in blocks of 8 px."""
    size = (min(one.width, other.width), min(one.height, other.height))
    grey = [picture.convert("L").crop((0, 0, *size)) for picture in (one, other)]
    places = product(range(0, size[0] - BLOCK + 1, BLOCK), range(0, size[1] - BLOCK + 1, BLOCK))
    blocks = [[picture.crop((x, y, x + BLOCK, y + BLOCK)).tobytes() for picture in grey] for x, y in places]
    return sum(_ssim(first, second) for first, second in blocks) / len(blocks)


def _ssim(one: bytes, other: bytes) -> float:
    count = len(one)
    mean, other_mean = sum(one) / count, sum(other) / count
    variance = sum((value - mean) ** 2 for value in one) / (count - 1)
    other_variance = sum((value - other_mean) ** 2 for value in other) / (count - 1)
    shared = sum((a - mean) * (b - other_mean) for a, b in zip(one, other, strict=True)) / (count - 1)
    small, less_small = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return ((2 * mean * other_mean + small) * (2 * shared + less_small)) / (
        (mean**2 + other_mean**2 + small) * (variance + other_variance + less_small)
    )


def seen_by(kind: str, colour: Colour) -> Colour:
    """Return a colour as eyes of a kind see it (`protan`, `deutan`, `tritan`)."""
    light = [_linear(channel / 255) for channel in colour]
    mixed = [sum(share * part for share, part in zip(row, light, strict=True)) for row in BLINDNESS[kind]]
    red, green, blue = (round(255 * _coded(min(1.0, max(0.0, value)))) for value in mixed)
    return red, green, blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _coded(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def lab(colour: Colour) -> Lab:
    """Return CIE L*a*b* of an sRGB colour under D65."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: Lab, other: Lab) -> float:
    """Return CIEDE2000 of two colours. Source: Sharma, Wu, Dalal 2005."""
    mean_chroma = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    first, second = ((light, a * stretch, b) for light, a, b in (one, other))
    chromas = [math.hypot(*value[1:]) for value in (first, second)]
    hues = [math.degrees(math.atan2(value[2], value[1])) % 360 for value in (first, second)]
    turn = (hues[1] - hues[0] + 180) % 360 - 180 if all(chromas) else 0.0
    mean_hue = _mean_hue(hues, all(chromas))
    light, chroma = (first[0] + second[0]) / 2, sum(chromas) / 2
    weight = _hue_weight(mean_hue)
    light_scale = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    lights = (second[0] - first[0]) / light_scale
    chroma_change = (chromas[1] - chromas[0]) / (1 + 0.045 * chroma)
    hue_change = 2 * math.sqrt(math.prod(chromas)) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = -math.sin(math.radians(60 * math.exp(-(((mean_hue - 275) / 25) ** 2))))
    rotation *= 2 * math.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    return math.sqrt(lights**2 + chroma_change**2 + hue_change**2 + rotation * chroma_change * hue_change)


def _mean_hue(hues: list[float], have_chroma: bool) -> float:
    if not have_chroma:
        return sum(hues)
    mean = sum(hues) / 2
    return mean if abs(hues[0] - hues[1]) <= 180 else (mean + 180) % 360


def _hue_weight(mean_hue: float) -> float:
    parts = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(share * math.cos(math.radians(times * mean_hue + shift)) for share, times, shift in parts)
