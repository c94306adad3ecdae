"""What changes on the glass by itself: the time of day, seconds that are left, time that has passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Countdown:
    """Seconds that are left until `until_ms` of wall-clock time, out of `whole_s`."""

    until_ms: int
    whole_s: int
    label: str = ""

    def at(self, now_ms: int) -> dict[str, str | float]:
        """Return the words and the share of what is left at a moment."""
        left_s = min(self.whole_s, max(0, -(-(self.until_ms - now_ms) // 1000)))
        return {"label": self.label, "text": f"{left_s} s", "share": left_s / max(1, self.whole_s)}


def elapsed(since_ms: int, now_ms: int) -> str:
    """Return the time since a moment as `0:42`, from an hour on as `1:02:03`."""
    seconds = max(0, now_ms - since_ms) // 1000
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def whole(value: object) -> int | None:
    """Return a whole number that came as a number or as its digits; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.isdigit() else None


class Ticker:
    """Knows what is counting on the current frame; asked each second what it says."""

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._key: tuple[object, ...] = ()
        self._countdown: Countdown | None = None
        self._since_ms: int | None = None

    def watch(self, key: tuple[object, ...], source: Mapping[str, object], label: str, since: object) -> None:
        """Take over the `seconds` of a frame; a frame of the same `key` does not start the count anew."""
        self._since_ms = whole(since)
        seconds = whole(source.get("seconds"))
        if not seconds:
            self._key, self._countdown = (), None
        elif (*key, seconds) != self._key:
            self._countdown = Countdown(self._now_ms() + 1000 * seconds, seconds, label)
            self._key = (*key, seconds)
        elif self._countdown is not None:
            self._countdown = replace(self._countdown, label=label)

    @property
    def is_counting(self) -> bool:
        """True while the frame holds something that changes by the second."""
        return self._countdown is not None or self._since_ms is not None

    @property
    def countdown(self) -> dict[str, str | float] | None:
        """Seconds left, or None when nothing is counting down."""
        return None if self._countdown is None else self._countdown.at(self._now_ms())

    @property
    def elapsed(self) -> str:
        """Time that has passed, or nothing."""
        return "" if self._since_ms is None else elapsed(self._since_ms, self._now_ms())
