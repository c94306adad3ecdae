"""Every code of one picture, with all the time it needs: what a photograph or a file deserves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.seeing.ballot import Ballot
from devices.seeing.code import Code, Sighting
from devices.seeing.engines import Effort, zbar, zxing
from devices.seeing.tilt import leans
from devices.seeing.views import (
    View,
    as_it_is,
    grey,
    inverted,
    is_see_through,
    larger,
    smaller,
    smooth,
    stretched,
    turned,
)

if TYPE_CHECKING:
    from PIL.Image import Image

CHECKED = ("EANUPC", "Code128", "DataBar", "PDF417", "Aztec", "QRCode", "DataMatrix")
"""Formats that check themselves: only these are looked for in pictures that were changed."""
LEANING = ("EANUPC", "Code128", "DataBar", "PDF417")
RETAIL = ("EANUPC",)
LARGEST_TO_ENLARGE = 2_000_000
"""Pixels: a picture of more has bars wide enough."""
LARGEST_TO_TREBLE = 400_000
LONGEST_SIDE = 16_000
"""No picture is enlarged beyond what the readers take, 65,535 pixels a side."""
FEW_DIGITS = 6
"""A code without a check character that is shorter was read out of other bars too often: two looks must agree."""


def codes_in(picture: Image) -> list[Code]:
    """Give the codes of a picture, each once; an empty list when there is none. Any mode and size of picture."""
    codes = _Still(grey(picture)).read()
    if not codes and is_see_through(picture):  # white ink
        codes = _Still(grey(picture, "black")).read()
    return codes


class _Still:
    def __init__(self, picture: Image) -> None:
        self._picture = picture
        self._found: list[Sighting] = []
        self._seen_once: list[Sighting] = []
        self._ballot = Ballot()

    def read(self) -> list[Code]:
        everything = Effort(tries_rotated=True, tries_smaller=True, tries_inverted=True, reads_add_on=True)
        self._look("as it is", as_it_is(self._picture), everything)
        self._look_at_leaning(self._picture)
        if not self._found:
            self._look_closer()
        retail = self._ballot.believed(alone_is_enough=True)
        if not (self._found or retail):
            self._look_harder()
            retail = self._ballot.believed(alone_is_enough=True)
        places = [*self._found, *(seen for seen in self._ballot.places() if seen.code in retail)]
        found = [one for one in self._found if not any(map(one.is_part_of, places))]
        return list(dict.fromkeys(one.code for one in found)) + retail

    def _look(self, name: str, view: View, effort: Effort) -> None:
        seen = [view.back(one) for one in zxing(view.picture, effort)]
        self._ballot.add(name, (one for one in seen if one.code.is_retail))
        for one in seen:
            if not one.code.is_retail:
                self._take(one)

    def _take(self, seen: Sighting) -> None:
        """Keep a code that is not known, and of two readings of one place the sure one."""
        if seen.code.is_weak and len(seen.code.data) < FEW_DIGITS:
            is_again = any(known.code == seen.code for known in self._seen_once)
            self._seen_once.append(seen)
            if not is_again:
                return
        rivals = [known for known in self._found if known.is_at(seen) and known.code.aim[1] == seen.code.aim[1]]
        if any(known.is_sure for known in rivals) or any(known.code.data == seen.code.data for known in self._found):
            return
        if seen.is_sure:
            self._found = [known for known in self._found if known not in rivals]
        self._found.append(seen)

    def _ask_zbar(self, name: str, view: View) -> None:
        self._ballot.add(f"zbar {name}", (view.back(one) for one in zbar(view.picture)))

    def _look_at_leaning(self, picture: Image, name: str = "") -> None:
        for number, lean in enumerate(leans(picture)):
            if abs(lean.angle_deg) > 2:
                effort = Effort(LEANING, tries_rotated=True, reads_add_on=True)
                self._look(f"{name}turned {number}", turned(picture, lean), effort)

    def _look_closer(self) -> None:
        """Retail codes of poor print, light or focus; and a second opinion on those that were read."""
        self._ask_zbar("as it is", as_it_is(self._picture))
        views = {"smooth": smooth(self._picture), "half": smaller(self._picture)}
        if _can_enlarge(self._picture, LARGEST_TO_ENLARGE):
            views |= {"twice": larger(self._picture), "twice, smooth": larger(self._picture, sigma=0.6)}
        if _can_enlarge(self._picture, LARGEST_TO_TREBLE):
            views |= {"three times": larger(self._picture, 3)}
        for name, view in views.items():
            self._look(name, view, Effort(RETAIL, reads_add_on=True))
            self._ask_zbar(name, view)

    def _look_harder(self) -> None:
        """Nothing yet: other thresholds, other sizes, and the leaning regions enlarged."""
        anyhow = {"tries_rotated": True, "tries_inverted": True}
        self._look("one threshold", as_it_is(self._picture), Effort(CHECKED, is_global=True, **anyhow))
        self._look("smooth, one threshold", smooth(self._picture), Effort(CHECKED, is_global=True, **anyhow))
        self._look("smooth, all", smooth(self._picture), Effort(CHECKED, **anyhow))
        if _can_enlarge(self._picture, LARGEST_TO_ENLARGE):
            closer = larger(self._picture, sigma=0.6)
            self._look("twice, smooth, all", closer, Effort(CHECKED, **anyhow))
            self._look("twice, one threshold", closer, Effort(CHECKED, is_global=True, **anyhow))
        if _can_enlarge(self._picture, LARGEST_TO_TREBLE):
            self._look("three times, all", larger(self._picture, 3), Effort(CHECKED, tries_rotated=True))
        clearer = stretched(self._picture)
        self._look("stretched", clearer, Effort(CHECKED, **anyhow))
        self._look("stretched, smooth", stretched(smooth(self._picture).picture), Effort(CHECKED, **anyhow))
        for name, view in (("stretched", clearer), ("inverted", inverted(clearer.picture))):
            self._look(name, view, Effort(LEANING, tries_rotated=True))  # bars are never tried inverted by themselves
            self._look_at_leaning(view.picture, f"{name}, ")


def _can_enlarge(picture: Image, most_pixels: int) -> bool:
    return picture.width * picture.height <= most_pixels and max(picture.size) <= LONGEST_SIDE
