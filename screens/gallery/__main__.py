"""Shows every example of every flow as a picture: `python -m screens.gallery --only checkout/Scanning`.

Designer's tool, translation review and source of the screen tests. Pictures and a contact sheet go to var/gallery.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter

from kiosk.brand.profile import read
from kiosk.flows.shell import EXAMPLES
from screens.app import LOOKS, Glass, make_application, set_environment
from screens.gallery.geometry import misfits
from screens.gallery.heroes import heroes
from screens.gallery.stage import LANGUAGES, Stage, examples

THUMB_WIDTH = 270


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the gallery: an example on a glass in a language."""

    example: str
    language: str
    glass: Glass

    @property
    def file_name(self) -> str:
        """File name that says all of it."""
        side = "landscape" if self.glass.width > self.glass.height else "portrait"
        scale = f"-{self.glass.text_scale:g}" if self.glass.text_scale != 1 else ""
        return f"{self.example.replace('/', '-')}-{side}-{self.glass.look}-{self.language}{scale}.png"


def contact_sheet(pictures: Sequence[QImage]) -> QImage:
    """Put small copies of all pictures on one."""
    smooth = Qt.TransformationMode.SmoothTransformation
    thumbs = [picture.scaledToWidth(THUMB_WIDTH, smooth) for picture in pictures]
    columns = max(1, min(len(thumbs), 8 if thumbs[0].height() > THUMB_WIDTH else 5))
    height = max(thumb.height() for thumb in thumbs)
    gap = THUMB_WIDTH // 15
    rows = math.ceil(len(thumbs) / columns)
    sheet = QImage(columns * (THUMB_WIDTH + gap) + gap, rows * (height + gap) + gap, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for index, thumb in enumerate(thumbs):
        row, column = divmod(index, columns)
        painter.drawImage(QPoint(gap + column * (THUMB_WIDTH + gap), gap + row * (height + gap)), thumb)
    painter.end()
    return sheet


def names(only: str = "") -> list[str]:
    """Return the names that begin with `only`: the heroes first, then the examples of the flows."""
    return [name for name in (*heroes(), *examples()) if name.startswith(only)]


def shots(options: argparse.Namespace) -> Iterator[Shot]:
    """Yield what the options ask for."""
    sides = ("portrait", "landscape") if options.orientation == "both" else (options.orientation,)
    looks = LOOKS if options.theme == "all" else (options.theme,)
    languages = LANGUAGES if options.language == "all" else (options.language,)
    for side, look, language in itertools.product(sides, looks, languages):
        width, height = (1080, 1920) if side == "portrait" else (1920, 1080)
        if options.size:
            width, height = (int(part) for part in options.size.split("x"))
        glass = Glass(width, height, options.diagonal, look=look, text_scale=options.scale, brand=options.worn)
        for name in names(options.only):
            yield Shot(name, language, glass)


def render(wanted: Sequence[Shot], out: Path) -> list[str]:
    """Write the pictures and the contact sheet; return what the engine complained about and what does not fit."""
    out.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    pictures: list[QImage] = []
    for glass, group in itertools.groupby(wanted, key=lambda shot: shot.glass):
        stage = Stage(glass)
        for shot in group:
            hero = heroes(shot.language).get(shot.example)
            stage.show(EXAMPLES[shot.example], shot.language) if hero is None else stage.show_frame(hero)
            picture = stage.grab()
            picture.save(str(out / shot.file_name))
            pictures.append(picture)
            found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), glass.px_per_mm))]
            complaints += [f"{shot.file_name}: {problem}" for problem in found]
            stage.warnings.clear()
        stage.close()
    if pictures:
        contact_sheet(pictures).save(str(out / "contact-sheet.png"))
    return complaints


def main(arguments: Sequence[str] | None = None) -> int:
    """Render the gallery; a complaint of the engine is a failure."""
    parser = argparse.ArgumentParser(prog="python -m screens.gallery", description=__doc__)
    parser.add_argument("--only", default="", help="examples whose name begins so, such as checkout/Scanning")
    parser.add_argument("--language", default="en", choices=(*LANGUAGES, "all"))
    parser.add_argument("--theme", default="light", choices=(*LOOKS, "all"))
    parser.add_argument("--orientation", default="portrait", choices=("portrait", "landscape", "both"))
    parser.add_argument("--scale", default=1.0, type=float, help="text size, 1 to 2")
    parser.add_argument("--diagonal", default=21.5, type=float, help="of the panel, in inches")
    parser.add_argument("--size", default="", help="pixels, such as 540x960")
    parser.add_argument("--brand", type=Path, help="a brand file, such as config/profiles/brands/example.toml")
    parser.add_argument("--out", default=Path("var/gallery"), type=Path)
    options = parser.parse_args(arguments)
    options.worn = read(options.brand) if options.brand else None
    for problem in options.worn.problems if options.worn else ():
        print(f"{problem} ({problem.instead} is shown)", file=sys.stderr)
    set_environment("offscreen")
    make_application()
    wanted = list(shots(options))
    complaints = render(wanted, options.out)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    print(f"{len(wanted)} pictures in {options.out}; {len(complaints)} complaints")
    return 1 if complaints or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
