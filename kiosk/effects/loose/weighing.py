"""The scale of the shop, watched while goods are weighed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from devices.api import Reading, Scale, Settling
from kiosk.domain.loose import Load, Pan, Rest
from kiosk.effects.base import Perform, Post
from kiosk.flows.base import Effect
from kiosk.flows.checkout.loose.events import LoadSeen, TakeWeight, UnwatchScale, WatchScale

OLDEST_S: Final = 1.0  # an answer that waited longer says nothing of what is on the pan now
_RESTS: Final = {
    Settling.MOVING: Rest.MOVING,
    Settling.UNDER_ZERO: Rest.UNDER_ZERO,
    Settling.OVER_CAPACITY: Rest.OVER,
}


class ShopScale:
    """Performs `WatchScale`, `UnwatchScale` and `TakeWeight`; hears every answer of the scale, watched or not."""

    def __init__(self, scale: Scale, post: Post, now_s: Callable[[], float]) -> None:
        self._post = post
        self._now_s = now_s
        self._is_watched = False
        self._knows_pan = False  # a load that lies there since before this start may be on a line already
        self._pan = Pan(scale.capabilities.min_g, scale.capabilities.resolution_g)
        scale.on_reading(self.heard)

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {WatchScale: self.watch, UnwatchScale: self.leave, TakeWeight: self.take}

    @property
    def load(self) -> Load:
        """What stands on the scale now."""
        return self._pan.load

    def heard(self, reading: Reading) -> None:
        """Take one answer of the scale. A tare that was set there is on the pan all the same."""
        is_old = self._now_s() - reading.at_mono > OLDEST_S
        if reading.settling is Settling.STABLE and reading.weight_g is not None and not is_old:
            self._changed(self._pan.answered(reading.weight_g + reading.tare_g))
        else:
            self._changed(self._pan.unrested(_RESTS.get(reading.settling, Rest.MOVING)))

    def watch(self, effect: WatchScale) -> None:
        """Tell what stands there now, and each change from now on."""
        if effect.taken_g and not self._knows_pan:
            self._changed(self._pan.known(effect.taken_g))
        self._is_watched = True
        self._post(LoadSeen(self._pan.load))

    def leave(self, _effect: UnwatchScale) -> None:
        """Tell no more."""
        self._is_watched = False

    def take(self, effect: TakeWeight) -> None:
        """Sell this weight no second time."""
        self._knows_pan = True
        self._changed(self._pan.taken(effect.n, effect.gross_g))

    def _changed(self, pan: Pan) -> None:
        self._knows_pan = self._knows_pan or pan.load.rest is Rest.EMPTY
        is_new = pan.load != self._pan.load
        self._pan = pan
        if is_new and self._is_watched:
            self._post(LoadSeen(pan.load))
