"""The bagging scale: weights that stood still, each with its number, while somebody's basket is in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from devices.api import Reading, Scale, Settling
from kiosk.effects.base import Perform, Post
from kiosk.flows.base import Effect
from kiosk.flows.checkout.bagging.events import BagRested, UnwatchBag, WatchBag

OLDEST_S: Final = 1.0  # an answer that waited longer says nothing of what lies there now
SILENT_S: Final = 5.0  # no answer for so long: whatever was done meanwhile, nobody saw it


class BagScale:
    """Performs `WatchBag` and `UnwatchBag`; hears every answer of the scale, watched or not."""

    def __init__(self, scale: Scale, post: Post, now_s: Callable[[], float]) -> None:
        self._post = post
        self._now_s = now_s
        self._step_g = max(1, scale.capabilities.resolution_g)
        self._is_watched = False
        self._n = 0
        self._before_g: int | None = None
        self._rests_g: int | None = None  # None: nobody knows
        self._heard_s: float | None = None
        scale.on_reading(self.heard)

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {WatchBag: self.watch, UnwatchBag: self.leave}

    def heard(self, reading: Reading) -> None:
        """Take one answer: the second in a row that is alike is a weight that stands still; a late one is none."""
        if self._now_s() - reading.at_mono > OLDEST_S:
            return
        if self._heard_s is not None and reading.at_mono - self._heard_s > SILENT_S:
            self._lost()
        self._heard_s = reading.at_mono
        if reading.settling is not Settling.STABLE or reading.weight_g is None:
            self._before_g = None
            return
        gross_g = reading.weight_g + reading.tare_g
        is_still = self._before_g is not None and abs(gross_g - self._before_g) <= self._step_g
        self._before_g = gross_g
        if is_still and (self._rests_g is None or abs(gross_g - self._rests_g) > self._step_g):
            self._rests_g = gross_g
            self._tell()

    def _lost(self) -> None:
        """The scale was away: what it said before is no weight any more."""
        self._before_g = None
        if self._rests_g is not None:
            self._rests_g = None
            self._tell()

    def watch(self, _effect: WatchBag) -> None:
        """Tell what stands there now, where that is known, and each change from now on."""
        self._is_watched = True
        if self._heard_s is not None and self._now_s() - self._heard_s > SILENT_S:
            self._rests_g = self._before_g = None
        if self._rests_g is not None:
            self._tell()

    def leave(self, _effect: UnwatchBag) -> None:
        """Tell no more."""
        self._is_watched = False

    def _tell(self) -> None:
        if self._is_watched:
            self._n += 1
            self._post(BagRested(self._n, self._rests_g))
