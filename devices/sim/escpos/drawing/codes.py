"""Barcodes as pictures of black dots: linear ones, QR, PDF417 and others, drawn by zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageOps

LINEAR = {
    0: "UPCA", 1: "UPCE", 2: "EAN13", 3: "EAN8", 4: "Code39", 5: "ITF", 6: "Codabar",
    65: "UPCA", 66: "UPCE", 67: "EAN13", 68: "EAN8", 69: "Code39", 70: "ITF", 71: "Codabar", 72: "Code93",
    73: "Code128", 74: "Code128", 75: "DataBarOmni", 76: "DataBarOmni", 77: "DataBarLtd", 78: "DataBarExp",
    79: "Code128",
}  # fmt: skip
MAX_MODULES = 4000


class CannotDraw(ValueError):
    """The content does not fit the symbology."""


@dataclass(slots=True)
class TwoDimensional:
    """The settings and the stored content of one two-dimensional symbology; `columns` of PDF417, 0: it chooses."""

    module: int = 3
    columns: int = 0
    row_height: int = 3
    level: str = "L"
    model: int = 2
    stored: bytes = b""


def linear_content(kind: int, octets: bytes) -> str:
    """The text of a linear barcode: Code 128's code set marks (`{A {B {C {1 {{`) are taken out."""
    text = octets.decode("latin-1")
    if kind not in (73, 79):
        return text
    parts: list[str] = []
    at, is_pairs = 0, False
    while at < len(text):
        if text[at] == "{" and at + 1 < len(text):
            mark = text[at + 1]
            is_pairs = mark == "C" if mark in "ABC" else is_pairs
            parts.append({"{": "{", "1": "\x1d"}.get(mark, ""))
            at += 2
            continue
        parts.append(f"{ord(text[at]):02d}" if is_pairs and ord(text[at]) < 100 else text[at])
        at += 1
    return "".join(parts)


def linear(kind: int, content: str, module: int, height: int) -> tuple[Image.Image, str]:
    """A linear barcode and its whole text, check digit included. Raises `CannotDraw`."""
    name = LINEAR.get(kind)
    if name is None:
        raise CannotDraw(f"barcode system {kind}")
    bars, text = _modules(name, content)
    line = bars.crop((0, 0, bars.width, 1))
    return line.resize((bars.width * module, height), Image.Resampling.NEAREST), text


def matrix(name: str, settings: TwoDimensional) -> Image.Image:
    """A two-dimensional code in its module size. Raises `CannotDraw`."""
    options = {"ec_level": settings.level} if name.startswith("QR") else {}
    if name == "PDF417" and settings.columns:
        options = {"columns": str(settings.columns)}
    dots, _text = _modules(name, settings.stored, **options)
    tall = max(1, settings.module * settings.row_height // 3) if name == "PDF417" else settings.module
    return dots.resize((dots.width * settings.module, dots.height * tall), Image.Resampling.NEAREST)


def _modules(name: str, content: str | bytes, **options: str) -> tuple[Image.Image, str]:
    """One dot per module, black on white, and the text that the code holds."""
    try:
        text = _as_text(content)
        barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, name), **options)
        image = Image.fromarray(barcode.to_image(scale=1, add_quiet_zones=False), mode="L")
    except (ValueError, RuntimeError, TypeError, AttributeError) as error:
        raise CannotDraw(f"{name}: {error}") from error
    if image.width > MAX_MODULES or image.height > MAX_MODULES:
        raise CannotDraw(f"{name}: {image.width} x {image.height} modules")
    return ImageOps.grayscale(image).point(lambda level: 255 if level > 127 else 0, mode="1"), str(barcode.text)


def _as_text(content: str | bytes) -> str | bytes:
    if isinstance(content, bytes):
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content
    return content
