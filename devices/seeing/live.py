"""The codes of one camera frame after the other, each within a time-box.

A frame without edges that agree costs one fast look. Otherwise the slow looks take turns over the frames: what one
frame has no time for, the next one begins with. Linear codes and whatever used up its error correction must be seen
twice: by two looks at one frame, or in two of three frames. Where one code was read, a second one that lies another way
is looked for, since a frame with two different codes must not add one of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from devices.seeing.code import Code, Sighting
from devices.seeing.engines import Effort, zbar, zxing
from devices.seeing.tilt import Lean, has_no_edges, leans
from devices.seeing.views import View, as_it_is, grey, larger, smooth, turned

if TYPE_CHECKING:
    from PIL.Image import Image

SHOP = ("EANUPC", "Code128", "DataBar", "DataBarExp", "QRCode", "DataMatrix")
TRAVEL = ("PDF417", "Aztec", "QRCode", "DataMatrix", "Code128")
EVERY = tuple(dict.fromkeys(SHOP + TRAVEL))
BOX_S = 0.08
"""Time for one frame; a look that has begun is finished."""
SEARCHED_FRAMES = 10
"""Frames in vain after which a scene that does not change is left alone: by then every slow look had its turn."""
MOVED = 12.0
"""Grey levels by which one sixteenth of a frame must change to be news."""
FAINT = 10.0
"""Strength below which edges do not agree: a small code fills little of the window that is judged."""

SHORT = "UPC-E"
"""Its six digits are found in parts of other codes, and again in the next frame: only another kind of look counts."""
PATIENCE_FRAMES = 2
"""Frames for which a code that is sure waits for one beside it that may be misread: then that one was."""

Look = Callable[["Image"], list[Sighting]]


class Live:
    """Looks at the frames of one camera. Not for several threads at once. `clock` gives seconds that only grow."""

    def __init__(self, formats: tuple[str, ...], clock: Callable[[], float], box_s: float = BOX_S) -> None:
        self._formats = formats
        self._clock = clock
        self._box_s = box_s
        self._recent: deque[frozenset[Code]] = deque(maxlen=2)
        self._turn = 0
        self._still: Image | None = None
        self._still_frames = 0
        self._waited_frames = 0

    def codes_in(self, frame: Image) -> list[Code]:
        """Give the codes of a frame that can be believed; two of them are for the caller to refuse."""
        until = self._clock() + self._box_s
        picture = grey(frame)
        if self._has_nothing_new(picture):
            return []
        seen = self._fast(picture)
        seen += self._elsewhere(picture, seen) if seen else self._slow(picture, until)
        self._still_frames = 0 if seen else self._still_frames + 1
        return self._believed(picture, _whole(seen))

    def _believed(self, picture: Image, seen: list[Sighting]) -> list[Code]:
        doubted = [one for one in seen if one.code.is_linear or not one.is_sure]
        confirmed = self._confirmed(picture, doubted) if doubted else frozenset()
        lasting = {code for recent in self._recent for code in recent if code.symbology != SHORT}
        known = confirmed | lasting
        self._recent.append(frozenset(one.code for one in seen))
        believed = [one for one in seen if one.code in known or one not in doubted]
        others = [one for one in seen if one.code not in known and not any(map(one.is_at, believed))]
        if believed and any(one in doubted for one in others) and self._waited_frames < PATIENCE_FRAMES:
            self._waited_frames += 1
            return []
        self._waited_frames = 0
        return list(dict.fromkeys(one.code for one in believed))

    def _has_nothing_new(self, picture: Image) -> bool:
        """True for a frame like one that every look has searched in vain."""
        from PIL import ImageChops, ImageStat

        coarse = picture.reduce(16)
        before = self._still
        if before is not None and before.size == coarse.size:
            apart = ImageStat.Stat(ImageChops.difference(before, coarse))
            if apart.mean[0] < MOVED / 8 and apart.extrema[0][1] < MOVED:
                return self._still_frames >= SEARCHED_FRAMES
        self._still = coarse
        self._still_frames = 0
        return False

    def _fast(self, picture: Image) -> list[Sighting]:
        return zxing(picture, Effort(self._formats))

    def _elsewhere(self, picture: Image, seen: list[Sighting]) -> list[Sighting]:
        """Look for a second code: sideways, and where edges agree, away from those that were read."""
        sideways = self._in(as_it_is(picture), Effort(self._formats, tries_rotated=True))
        found = [one for one in sideways if not any(map(one.is_at, seen))]
        for lean in leans(picture, 3):
            x, y = lean.x * picture.width, lean.y * picture.height
            if lean.strength >= FAINT and not any(one.covers(x, y) for one in (*seen, *found)):
                found += [one for one in self._in_turned(lean, picture) if not any(map(one.is_at, seen))]
        return found

    def _confirmed(self, picture: Image, doubted: list[Sighting]) -> frozenset[Code]:
        """A second look of another kind at what one look may have misread."""
        again = {one.code for one in self._fast(smooth(picture, 0.6).picture)}
        return frozenset(one.code for one in doubted if one.code in again)

    def _slow(self, picture: Image, until: float) -> list[Sighting]:
        if has_no_edges(picture):
            return []
        looks = self._looks([lean for lean in leans(picture, 2) if lean.strength >= FAINT])
        for _ in looks:
            if seen := looks[self._turn % len(looks)](picture):
                return seen  # the next frame begins with the look that succeeded
            self._turn += 1
            if self._clock() >= until:
                break
        return []

    def _looks(self, regions: list[Lean]) -> list[Look]:
        upright = Effort(self._formats, tries_rotated=True)
        steps: list[Look] = [partial(self._in_turned, lean) for lean in regions]
        steps.append(lambda picture: self._in(as_it_is(picture), upright))
        steps.append(lambda picture: self._in(smooth(picture), Effort(self._formats)))
        steps.append(lambda picture: self._in(larger(picture, sigma=0.6), Effort(self._formats)))
        if "EANUPC" in self._formats:
            steps.append(lambda picture: [one for one in zbar(larger(picture).picture) if one.weight >= 30])
        return steps

    def _in_turned(self, lean: Lean, picture: Image) -> list[Sighting]:
        return self._in(turned(picture, lean), Effort(self._formats, tries_rotated=True))

    def _in(self, view: View, effort: Effort) -> list[Sighting]:
        return [view.back(one) for one in zxing(view.picture, effort)]


def _whole(seen: list[Sighting]) -> list[Sighting]:
    """Leave out linear codes that were read out of a part of a larger one."""
    return [one for one in seen if not any(map(one.is_part_of, seen))]
