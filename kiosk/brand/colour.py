"""Colours: sRGB, OKLCH, and the contrast of two of them."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_CHROMA_STEPS = 16


class Oklch(NamedTuple):
    """A colour as the eye orders it: lightness 0 to 1, chroma from 0, hue in radians.

    Source: B. Ottosson, "A perceptual color space for image processing", 2020; CSS Color 4, clause 9.
    """

    lightness: float
    chroma: float
    hue: float


def is_colour(value: object) -> bool:
    """True for six hex digits after a #: the only way a colour is written here."""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1. Source: WCAG 2.2, definition of relative luminance."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> tuple[float, float, float]:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return red, green, blue


def oklch(colour: str) -> Oklch:
    """Return a colour of six hex digits in OKLCH."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def hex_of(colour: Oklch) -> str:
    """Return the sRGB colour of the same lightness and hue; the chroma falls to what sRGB can show."""
    lightness, chroma, hue = colour
    lightness = min(1.0, max(0.0, lightness))
    shown = _linear_of(lightness, chroma, hue)
    if not _is_shown(shown):
        low, high = 0.0, chroma
        for _ in range(_CHROMA_STEPS):
            half = (low + high) / 2
            low, high = (half, high) if _is_shown(_linear_of(lightness, half, hue)) else (low, half)
        shown = _linear_of(lightness, low, hue)
    return "#" + "".join(f"{_byte(channel):02X}" for channel in shown)


def distance(one: str, other: str) -> float:
    """Return how far apart two colours look: the Euclidean distance in OKLab."""
    first, second = oklch(one), oklch(other)
    across = first.chroma**2 + second.chroma**2 - 2 * first.chroma * second.chroma * math.cos(first.hue - second.hue)
    return math.sqrt((first.lightness - second.lightness) ** 2 + max(0.0, across))


def _linear_of(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(linear: tuple[float, float, float]) -> bool:
    return all(-1e-5 <= channel <= 1 + 1e-5 for channel in linear)


def _byte(linear: float) -> int:
    share = min(1.0, max(0.0, linear))
    curved = share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
    return round(curved * 255)
