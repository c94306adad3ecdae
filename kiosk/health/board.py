"""The living side of the view: takes what devices say and do, and gives the one value of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from devices.api import Health
from kiosk.health.counts import Counts
from kiosk.health.view import Fitting, Known, Tally, View, consumables_of, view_of


class Stored(Protocol):
    """What was counted before this start; `kiosk.store.tallies.Tallies` is one."""

    @property
    def period(self) -> Mapping[tuple[str, str], int]:
        """Counts since the last reset, by `(part, name)`."""
        ...

    @property
    def ever(self) -> Mapping[tuple[str, str], int]:
        """All counts."""
        ...

    @property
    def began_utc_ms(self) -> Mapping[str, int]:
        """When each part's present period began."""
        ...

    @property
    def supplies(self) -> Mapping[tuple[str, str], tuple[str, int]]:
        """What was left of each consumable, and since when."""
        ...


class Board:
    """All devices of this kiosk. Used on one thread; `mono` is the clock of `Health.since_mono`, in seconds."""

    def __init__(
        self, fittings: Sequence[Fitting], stored: Stored, mono: Callable[[], float], utc_ms: Callable[[], int]
    ) -> None:
        self._fittings = fittings
        self._stored = stored
        self._mono = mono
        self._utc_ms = utc_ms
        self._heard: dict[str, tuple[Health, int]] = {}
        self._dropped: dict[tuple[str, str], int] = {}
        self._began: dict[str, int] = {}
        self.counts = Counts(mono, utc_ms, stored.supplies)

    def heard(self, part: str, health: Health) -> None:
        """Take a new condition of a part."""
        ago_ms = max(0, round((self._mono() - health.since_mono) * 1000))
        self._heard[part] = (health, self._utc_ms() - ago_ms)
        self.counts.heard(part, health)

    def was_reset(self, part: str) -> None:
        """Begin the counts of a part anew, as the store did; those ever stay."""
        for key, amount in self._sums(self._stored.period).items():
            if key[0] == part:
                self._dropped[key] = amount
        self._began[part] = self._utc_ms()

    def view(self, *, is_counting: bool = True) -> View:
        """Give the value now; without `is_counting` with the stored counts alone."""
        if not is_counting:
            known = [self._known(fitting, self._stored.period, self._stored.ever) for fitting in self._fittings]
            return view_of(known, self._utc_ms())
        sums, ever = self._sums(self._stored.period), self._sums(self._stored.ever)
        period = {key: amount - self._dropped.get(key, 0) for key, amount in sums.items()}
        return view_of([self._known(fitting, period, ever) for fitting in self._fittings], self._utc_ms())

    def _sums(self, stored: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
        counted = self.counts.total()
        return {key: stored.get(key, 0) + counted.get(key, 0) for key in {*stored, *counted}}

    def _known(
        self, fitting: Fitting, period: Mapping[tuple[str, str], int], ever: Mapping[tuple[str, str], int]
    ) -> Known:
        part = fitting.part
        since = {name: told for (owner, name), told in self.counts.supplies.items() if owner == part}
        began = self._began.get(part, self._stored.began_utc_ms.get(part, 0))
        tally = Tally(began, _of(part, period), _of(part, ever))
        if part not in self._heard:
            return Known(fitting, consumables=consumables_of((), since), tally=tally)
        health, since_utc_ms = self._heard[part]
        return Known(fitting, health, since_utc_ms, consumables_of(health.consumables, since), tally)


def _of(part: str, counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    return {name: amount for (owner, name), amount in sorted(counts.items()) if owner == part and amount}
