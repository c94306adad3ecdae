"""One device's health as it changes, and what a lost link makes of it. Drivers hold one `Condition` each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from devices.api import (
    Consumable,
    Garbled,
    Health,
    HealthState,
    NeedsPerson,
    NoAnswer,
    Reason,
    Refused,
    Unplugged,
)

_LOST = frozenset({HealthState.ABSENT, HealthState.SILENT, HealthState.FAULT})


def health_after(error: BaseException, at_mono: float) -> Health:
    """Give the condition of a device whose `run` ended with this error.

    The text of an unexpected exception is left out: it may hold what no log may hold.
    """
    match error:
        case Unplugged():
            state, reason = HealthState.ABSENT, Reason.NOT_REACHABLE
        case NoAnswer():
            state, reason = HealthState.SILENT, Reason.NOT_RESPONDING
        case Garbled():
            state, reason = HealthState.FAULT, Reason.FORMAT_ERROR
        case NeedsPerson():
            return Health(HealthState.NEEDS_PERSON, (), at_mono, str(error))
        case Refused():
            state, reason = HealthState.FAULT, Reason.HARDWARE_ERROR
        case _:
            return Health(HealthState.FAULT, (Reason.SOFTWARE_ERROR,), at_mono, type(error).__name__)
    return Health(state, (reason,), at_mono, str(error))


class Condition:
    """The health of one device: the value now, and one listener told of each change.

    A value of the same state, reasons and consumables is no change: its detail is kept with the first time, and nobody
    is told.
    """

    def __init__(self) -> None:
        self._health = Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,), 0.0, "not opened yet")
        self._listener: Callable[[Health], None] | None = None
        self._was_opened = False

    @property
    def health(self) -> Health:
        """The condition now."""
        return self._health

    def listen(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition, instead of the listener before."""
        self._listener = listener

    def set(
        self, state: HealthState, *reasons: Reason, detail: str = "", consumables: Sequence[Consumable] | None = None
    ) -> None:
        """Take a new condition as of now, with what is left of the consumables; None: as before. On the event loop."""
        left = self._health.consumables if consumables is None else tuple(consumables)
        self._take(Health(state, reasons, asyncio.get_running_loop().time(), detail, left))

    def _take(self, new: Health) -> None:
        old = self._health
        is_same = (old.state, old.reasons) == (new.state, new.reasons)
        self._health = replace(new, since_mono=old.since_mono) if is_same else new
        if self._listener is not None and not (is_same and old.consumables == new.consumables):
            self._listener(new)

    @contextmanager
    def opened(self, *, is_first: bool = True) -> Iterator[None]:
        """Stand for one life of the link: STARTING at first, and the right condition however it ends.

        A device that was lost keeps its condition while it is being reopened, so that screens do not flicker; so does
        one whose link is already up (`is_first` false).
        """
        if is_first and not (self._was_opened and self._health.state in _LOST):
            self.set(HealthState.STARTING)
        self._was_opened = True
        try:
            yield
        except Exception as error:
            self._take(health_after(error, asyncio.get_running_loop().time()))
            raise
        except asyncio.CancelledError:
            self.set(HealthState.ABSENT, Reason.NOT_REACHABLE, detail="closed")
            raise


class Conditioned:
    """What every driver shows of its `Condition`."""

    def __init__(self, condition: Condition | None = None) -> None:
        self._condition = condition or Condition()

    @property
    def health(self) -> Health:
        """The condition now."""
        return self._condition.health

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition."""
        self._condition.listen(listener)
