"""How a linear or stacked symbol lies in a picture, by the directions of its edges.

The decoders read EAN/UPC within about 25 degrees of an axis and PDF417 within about 5. The edges of such a symbol lie
along one direction and at right angles to it, so the fourth power of the gradients, taken as complex numbers, points
one way for all of them: its sum over a region gives the angle to the nearest axis and how much the edges agree. Several
regions are offered, for a line of print has a direction, too. Pillow alone does this; no array library is needed.

Source: J. Bigun, G. Granlund: Optimal orientation detection of linear symmetry, ICCV 1987 (there with the square).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

CELL = 12
"""Pixels of the small picture per cell and side."""
LONGEST_SIDE = 480
"""The picture is made smaller to about this size first: edges of bars stay, noise goes."""
SPREAD = 2
"""Cells around a cell that count for it: a window of five by five."""
SAME_ANGLE_DEG = 4.0
EDGE_CELL = 24
LEAST_CHANGE = 7
"""Mean difference of neighbours, in grey levels, of a cell with print in it: 8 and more in dim, blurred and small
codes, 6 and less in a plain scene under noise."""


@dataclass(frozen=True, slots=True)
class Lean:
    """A region whose edges share a direction, or two at right angles. `angle_deg` turns it to an axis, -45 to 45.

    `x` and `y` are its centre as a share of width and height. `strength` is the mean square of grey levels per pixel
    that agree: thousands for a sharp symbol, a few for noise and plain ground.
    """

    angle_deg: float
    x: float
    y: float
    strength: float = 0.0


def leans(picture: Image, most: int = 3) -> list[Lean]:
    """Give the strongest regions of a grey picture, at most one per direction, the best first."""
    small = _small(picture)
    columns, rows, tensors = _field(small)
    scored = sorted(_scored(columns, rows, tensors), reverse=True)
    strongest = scored[0][0] if scored else 0.0
    found: list[Lean] = []
    for score, angle_deg, column, row in scored:
        if score < strongest / 8 or len(found) == most:
            break
        if all(_apart(angle_deg, other.angle_deg) > SAME_ANGLE_DEG for other in found):
            found.append(Lean(angle_deg, (column + 0.5) / columns, (row + 0.5) / rows, score))
    return found


def has_no_edges(picture: Image) -> bool:
    """True for a grey picture in which no place changes as fast as print does: a fraction of a millisecond tells."""
    from PIL import ImageChops

    small = picture.reduce(2)
    width, height = small.width - 1, small.height - 1
    if width < EDGE_CELL or height < EDGE_CELL:
        return False
    here = small.crop((0, 0, width, height))
    beside = (small.crop((1, 0, width + 1, height)), small.crop((0, 1, width, height + 1)))
    changes = [ImageChops.difference(here, other).reduce(EDGE_CELL).getextrema()[1] for other in beside]
    return all(isinstance(change, int) and change < LEAST_CHANGE for change in changes)


def _small(picture: Image) -> Image:
    from PIL import ImageFilter

    # The blur matters: the gradients of lines one pixel wide point along the pixels' own axes.
    return picture.reduce(max(1, math.ceil(max(picture.size) / LONGEST_SIDE))).filter(ImageFilter.GaussianBlur(1.0))


def _apart(one_deg: float, other_deg: float) -> float:
    """The angle between two crosses: at most 45."""
    apart = abs(one_deg - other_deg) % 90
    return min(apart, 90 - apart)


def _field(picture: Image) -> tuple[int, int, list[tuple[float, float, float]]]:
    """Give columns, rows and per cell z**4/|z|**2 (both parts) and |z|**2, where z = gx + i gy are the gradients."""
    from PIL import ImageMath

    width, height = picture.size[0] - 2, picture.size[1] - 2
    columns, rows = width // CELL, height // CELL
    if columns < 1 or rows < 1:
        return 1, 1, []

    def moved(x: int, y: int) -> Image:
        return picture.crop((x, y, x + width, y + height))

    def cells(term: Any) -> list[float]:  # ImageMath's operands have no published type
        area = ImageMath.lambda_eval(term, p=moved(0, 0), q=moved(1, 0), r=moved(0, 1), s=moved(1, 1))
        return list(area.crop((0, 0, columns * CELL, rows * CELL)).reduce(CELL).get_flattened_data())

    return columns, rows, list(zip(cells(_real), cells(_imaginary), cells(_energy), strict=True))


def _squared(arg: Any) -> tuple[Any, Any, Any]:
    """Give the parts of z**2, and |z|**2, which is never zero.

    Differences over the diagonals of two by two pixels: over two pixels along the axes, narrow bars lose part of their
    larger component, and the angle comes out up to five degrees nearer to 45 (measured; so, two degrees at most).
    """
    falling = arg["float"](arg["s"]) - arg["p"]
    rising = arg["float"](arg["q"]) - arg["r"]
    x, y = falling + rising, falling - rising
    xx, yy = x * x, y * y
    return xx - yy, 2.0 * x * y, xx + yy + 1e-3


def _real(arg: Any) -> Any:
    real, imaginary, energy = _squared(arg)
    return (real * real - imaginary * imaginary) / energy


def _imaginary(arg: Any) -> Any:
    real, imaginary, energy = _squared(arg)
    return 2.0 * real * imaginary / energy


def _energy(arg: Any) -> Any:
    return _squared(arg)[2]


def _scored(columns: int, rows: int, cells: list[tuple[float, float, float]]) -> list[tuple[float, float, int, int]]:
    """Give score, angle in degrees, column and row of every cell, from the window around it."""
    if not cells:
        return []
    found = []
    for row in range(rows):
        near_rows = range(max(0, row - SPREAD), min(rows, row + SPREAD + 1))
        for column in range(columns):
            first, last = max(0, column - SPREAD), min(columns, column + SPREAD + 1)
            window = [cell for near in near_rows for cell in cells[near * columns + first : near * columns + last]]
            real, imaginary, energy = (sum(part) for part in zip(*window, strict=True))
            score = (real * real + imaginary * imaginary) / energy / len(window)
            found.append((score, math.degrees(math.atan2(imaginary, real)) / 4, column, row))
    return found
