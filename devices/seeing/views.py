"""Ways to look at a picture, and where a thing seen that way lies in the picture itself."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from devices.seeing.code import Sighting
from devices.seeing.tilt import Lean

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class View:
    """A picture made from another: turned by `angle_deg` on its centre and made `scale` times as large."""

    picture: Image
    original: tuple[int, int]
    scale: float = 1.0
    angle_deg: float = 0.0

    def back(self, seen: Sighting) -> Sighting:
        """Give the sighting in pixels of the picture that the view was made from."""
        x = (seen.x - self.picture.width / 2) / self.scale
        y = (seen.y - self.picture.height / 2) / self.scale
        turn = math.radians(self.angle_deg)
        own_x = x * math.cos(turn) - y * math.sin(turn) + self.original[0] / 2
        own_y = x * math.sin(turn) + y * math.cos(turn) + self.original[1] / 2
        return replace(seen, x=own_x, y=own_y, reach=seen.reach / self.scale)


def is_see_through(picture: Image) -> bool:
    """True when a picture may have parts without any ink."""
    return picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info


def grey(picture: Image, ground: str = "white") -> Image:
    """Give any picture in grey, on a ground where it is transparent, upright as its camera says."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if is_see_through(upright):
        coloured = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", coloured.size, ground), coloured)
    elif upright.mode in ("F", "I") or upright.mode.startswith("I;16"):
        upright = _scaled(upright)
    return upright.convert("L")


def _scaled(deep: Image) -> Image:
    """Bring more than 256 levels, whatever their range, to 0 to 255: converting alone cuts them off."""
    values = deep.convert("F")
    low, high = values.getextrema()
    if not (isinstance(low, float) and isinstance(high, float) and math.isfinite(low) and math.isfinite(high)):
        raise ValueError("levels that are no numbers")
    return values.point(lambda level: level * (255 / ((high - low) or 1)) - low * 255 / ((high - low) or 1))


def stretched(picture: Image) -> View:
    """Look at faint print: its few levels are spread over all."""
    from PIL import ImageOps

    return View(ImageOps.autocontrast(picture, cutoff=0.5), picture.size)


def inverted(picture: Image) -> View:
    """Look at light print on a dark ground."""
    from PIL import ImageOps

    return View(ImageOps.invert(picture), picture.size)


def as_it_is(picture: Image) -> View:
    """Look at the picture itself."""
    return View(picture, picture.size)


def smooth(picture: Image, sigma: float = 0.9) -> View:
    """Look past noise of single pixels."""
    from PIL import ImageFilter

    return View(picture.filter(ImageFilter.GaussianBlur(sigma)), picture.size)


def larger(picture: Image, scale: int = 2, sigma: float = 0.0) -> View:
    """Look closer: bars of less than two pixels fall apart otherwise."""
    from PIL import Image, ImageFilter

    source = picture.filter(ImageFilter.GaussianBlur(sigma)) if sigma else picture
    size = (picture.width * scale, picture.height * scale)
    return View(source.resize(size, Image.Resampling.BICUBIC), picture.size, scale)


def smaller(picture: Image) -> View:
    """Look from afar: fine noise and halftone dots run together."""
    return View(picture.reduce(2), picture.size, 0.5)


def turned(picture: Image, lean: Lean) -> View:
    """Look with the head tilted, so that the bars of the region stand upright or lie flat."""
    from PIL import Image

    whole = picture.rotate(lean.angle_deg, Image.Resampling.BICUBIC, expand=True, fillcolor=160)
    return View(whole, picture.size, angle_deg=lean.angle_deg)
