"""Pictures that are kept: the hero screens and the sheets of parts, half size, in three looks.

`python -m screens.gallery.golden` compares, `--renew` writes them anew after they were looked at. A picture that
differs leaves old, new and difference in var/golden.
"""

from __future__ import annotations

import argparse
import itertools
import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QGlyphRun, QImage, QPainter, QRawFont

from kiosk.flows.base import Access
from screens.app import LOOKS, Glass, load_fonts, make_application, set_environment
from screens.gallery.examples import HEROES, frame_of
from screens.gallery.portrait import portrait
from screens.gallery.sheets import sheets
from screens.gallery.stage import Stage

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "screens" / "golden"
OUT = ROOT / "var" / "golden"
FIELDS = ("keyboards/name", "keyboards/code")
MOST = 60  # pictures; what is not worth one of them is held by geometry and the tree
TOLERANCE = 2  # per channel: rounding differs between processors
REDUCTION = 2
WEIGHTS = (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold)
FRESH_PX = 9  # no text is as small: its glyphs are loaded here and nowhere else
_FRESH = itertools.cycle(range(1, 2000))  # a glyph that is kept already is not loaded again
RENEW = "python -m screens.gallery.golden --renew"


@dataclass(frozen=True, slots=True)
class Golden:
    """One picture that is kept: an example in a look, portrait, English, 21.5 inch."""

    example: str
    look: str

    @property
    def file_name(self) -> str:
        """File name that says what it shows."""
        return f"{self.example.replace('/', '-')}-{self.look}.png"

    def __str__(self) -> str:
        return self.file_name.removesuffix(".png")


def wanted() -> list[Golden]:
    """Return all pictures that are kept."""
    return [Golden(example, look) for look in LOOKS for example in (*HEROES, *sheets(), *FIELDS)]


def take(stage: Stage, golden: Golden) -> Image.Image:
    """Return the picture as it is now, half size; each pixel is the mean of four."""
    if stage.worn.look != golden.look:
        stage.dress(Access(look=golden.look))
    stage.show_frame(frame_of(golden.example, "en"))
    portrait(stage)  # loads the glyphs of all that is shown
    level_faces()
    shot = portrait(stage).convertToFormat(QImage.Format.Format_RGB888)
    size = (shot.width(), shot.height())
    picture = Image.frombytes("RGB", size, bytes(shot.constBits()), "raw", "RGB", shot.bytesPerLine())
    return picture.reduce(REDUCTION)


def level_faces() -> None:
    """Take back what the last small glyph left in each face.

    Qt loads a small glyph at a fraction of a pixel and leaves that fraction in the face, where it moves the outlines of
    large letters by up to a twentieth of a pixel: what a picture looks like would hang on what was painted before.
    """
    run = QGlyphRun()
    run.setGlyphIndexes([next(_FRESH)])
    run.setPositions([QPointF(0, FRESH_PX)])  # whole pixels
    canvas = QImage(FRESH_PX * 2, FRESH_PX * 2, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    for family, weight in itertools.product(load_fonts(), WEIGHTS):
        font = QFont(family)
        font.setPixelSize(FRESH_PX)
        font.setWeight(weight)
        run.setRawFont(QRawFont.fromFont(font))
        painter.drawGlyphRun(QPointF(0, 0), run)
    painter.end()


def largest_difference(one: Image.Image, other: Image.Image) -> int:
    """Return the largest difference of a channel of a pixel; 255 when the sizes differ."""
    if one.size != other.size:
        return 255
    channels = ImageChops.difference(one, other).split()
    return max(value for channel in channels for value, count in enumerate(channel.histogram()) if count)


def compare(golden: Golden, new: Image.Image, kept: Path = KEPT, out: Path = OUT) -> str:
    """Return in words how a picture differs from the one that is kept; nothing when it does not."""
    path = kept / golden.file_name
    if not path.exists():
        return f"no picture is kept for {golden}: look at it, then {RENEW}"
    with Image.open(path) as opened:
        old = opened.convert("RGB")
    difference = largest_difference(old, new)
    if difference <= TOLERANCE:
        return ""
    out.mkdir(parents=True, exist_ok=True)
    _three(old, new).save(out / golden.file_name)
    return f"{golden} differs by {difference} (allowed {TOLERANCE}): old, new, difference in {out / golden.file_name}"


def _three(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return old, new and difference beside each other; what differs beyond the tolerance is white."""
    size = (max(old.width, new.width), max(old.height, new.height))
    one, other = Image.new("RGB", size), Image.new("RGB", size)
    one.paste(old)
    other.paste(new)
    marked = ImageChops.difference(one, other).point(lambda value: 255 if value > TOLERANCE else 0)
    shown = Image.new("RGB", (size[0] * 3, size[1]))
    for place, picture in enumerate((one, other, marked)):
        shown.paste(picture, (place * size[0], 0))
    return shown


def renew(pictures: Iterator[tuple[Golden, Image.Image]], kept: Path = KEPT) -> int:
    """Write the pictures that differ from the kept ones, remove those nobody wants; return how many changed."""
    kept.mkdir(parents=True, exist_ok=True)
    names: set[str] = set()
    changed = 0
    for golden, picture in pictures:
        names.add(golden.file_name)
        if compare(golden, picture, kept):
            kept.joinpath(golden.file_name).write_bytes(_packed(picture))
            changed += 1
    for path in kept.glob("*.png"):
        if path.name not in names:
            path.unlink()
            changed += 1
    return changed


def _packed(picture: Image.Image) -> bytes:
    """Return a PNG whose rows are not filtered: flat colours pack a fifth smaller than any encoder's own choice."""
    row = picture.width * 3
    pixels = picture.convert("RGB").tobytes()
    rows = b"".join(b"\0" + pixels[start : start + row] for start in range(0, len(pixels), row))
    size = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)  # 8 bits, RGB
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare all pictures with those kept, or renew these; 1 when some differ."""
    parser = argparse.ArgumentParser(prog="python -m screens.gallery.golden", description=__doc__)
    parser.add_argument("--renew", action="store_true", help="keep the pictures as they are now")
    options = parser.parse_args(arguments)
    set_environment("offscreen")
    make_application()
    stage = Stage(Glass())
    pictures = ((golden, take(stage, golden)) for golden in wanted())
    if options.renew:
        print(f"{renew(pictures)} of {len(wanted())} pictures renewed in {KEPT.relative_to(ROOT)}")
        complaints = stage.warnings
    else:
        complaints = [*filter(None, (compare(golden, picture) for golden, picture in pictures)), *stage.warnings]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    stage.close()
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
