"""Shows every example of every flow as a picture: `python -m screens.gallery --only checkout/Scanning`.

Designer's tool, translation review and source of the screen tests. Pictures go to var/gallery, with a contact sheet for
each language and orientation.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtGui import QImage

from kiosk.brand.profile import read
from screens.app import LOOKS, Glass, make_application, set_environment
from screens.gallery.axes import TONGUES
from screens.gallery.examples import frame_of, names
from screens.gallery.geometry import misfits
from screens.gallery.portrait import contact_sheet, portrait, thumb
from screens.gallery.stage import LANGUAGES, Stage

PACKED = 50  # of a PNG, the larger the faster


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the gallery: an example on a glass in a language."""

    example: str
    language: str
    glass: Glass

    @property
    def side(self) -> str:
        """The orientation of the glass."""
        return "landscape" if self.glass.width > self.glass.height else "portrait"

    @property
    def file_name(self) -> str:
        """File name that says all of it."""
        scale = f"-{self.glass.text_scale:g}" if self.glass.text_scale != 1 else ""
        scale += "-reach" if self.glass.is_reach else ""
        return f"{self.example.replace('/', '-')}-{self.side}-{self.glass.look}-{self.language}{scale}.png"


def shots(options: argparse.Namespace) -> Iterator[Shot]:
    """Yield what the options ask for, one sheet after the other; on a sheet the looks of an example are neighbours."""
    sides = ("portrait", "landscape") if options.orientation == "both" else (options.orientation,)
    looks = LOOKS if options.theme == "all" else (options.theme,)
    languages = LANGUAGES if options.language == "all" else (options.language,)
    for side, language, name, look in itertools.product(sides, languages, names(options.only), looks):
        if side == "landscape" and name.startswith("sheets/"):  # drawn upright only
            continue
        width, height = (1080, 1920) if side == "portrait" else (1920, 1080)
        if options.size:
            width, height = (int(part) for part in options.size.split("x"))
        glass = Glass(width, height, options.diagonal, look=look, text_scale=options.scale, brand=options.worn)
        yield Shot(name, language, replace(glass, is_reach=options.reach))


@dataclass(slots=True)
class Gallery:
    """Takes the pictures: a window for each glass, a contact sheet for each language and orientation."""

    out: Path
    stages: dict[Glass, Stage] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def take(self, wanted: Sequence[Shot]) -> list[Path]:
        """Write the pictures and the contact sheets; return the contact sheets."""
        self.out.mkdir(parents=True, exist_ok=True)
        groups = [
            (key, list(group)) for key, group in itertools.groupby(wanted, lambda shot: (shot.side, shot.language))
        ]
        written: list[Path] = []
        for (side, language), group in groups:
            name = "contact-sheet.png" if len(groups) == 1 else f"contact-sheet-{language}-{side}.png"
            looks = len({shot.glass.look for shot in group})
            contact_sheet([self._thumb(shot) for shot in group], looks).save(str(self.out / name))
            written.append(self.out / name)
        for stage in self.stages.values():
            stage.close()
        return written

    def _thumb(self, shot: Shot) -> QImage:
        """Write one picture, note what is wrong with it, and return a small copy."""
        if shot.glass not in self.stages:
            self.stages[shot.glass] = Stage(shot.glass)
        stage = self.stages[shot.glass]
        stage.show_frame(frame_of(shot.example, shot.language))
        found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), stage.glass.px_per_mm))]
        self.complaints += [f"{shot.file_name}: {problem}" for problem in found]
        stage.warnings.clear()
        picture = portrait(stage)
        picture.save(str(self.out / shot.file_name), quality=PACKED)
        return thumb(picture)


def main(arguments: Sequence[str] | None = None) -> int:
    """Render the gallery; a complaint of the engine is a failure."""
    parser = argparse.ArgumentParser(prog="python -m screens.gallery", description=__doc__)
    parser.add_argument("--only", default="", help="examples whose name begins so, such as checkout/Scanning")
    parser.add_argument("--language", default="en", choices=(*TONGUES, "all"))
    parser.add_argument("--theme", default="light", choices=(*LOOKS, "all"))
    parser.add_argument("--orientation", default="portrait", choices=("portrait", "landscape", "both"))
    parser.add_argument("--scale", default=1.0, type=float, help="text size, 1 to 2")
    parser.add_argument("--reach", action="store_true", help="everything to touch within reach of who sits")
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
    gallery = Gallery(options.out)
    for sheet in gallery.take(wanted):
        print(sheet)
    for complaint in gallery.complaints:
        print(complaint, file=sys.stderr)
    print(f"{len(wanted)} pictures in {options.out}; {len(gallery.complaints)} complaints")
    return 1 if gallery.complaints or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
