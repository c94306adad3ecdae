"""Which faults are armed, waiting and at work in one simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from devices.sim.fault_words import Direction, Fault, Lasts, Phrase, parse


@dataclass(slots=True)
class _Armed:
    """A fault with what it still waits for."""

    fault: Fault
    events_left: int
    bytes_left: int | None
    occasions: int = 0

    @property
    def is_ready(self) -> bool:
        return self.events_left == 0 and not self.bytes_left


class Faults:
    """The faults of one simulator: armed by text, moved on by events and bytes, asked for by the machine.

    The vocabulary grows by `offer` before the first script. A NOW action is performed by what `perform` registered.
    """

    def __init__(self) -> None:
        self._phrases: list[Phrase] = []
        self._events: list[str] = []
        self._performers: dict[str, Callable[[Fault], None]] = {}
        self._armed: list[_Armed] = []
        self.settle_bytes: Callable[[], None] = lambda: None

    def offer(self, phrases: Iterable[Phrase], events: Iterable[str]) -> None:
        """Add actions and event names to the language of this simulator."""
        self._phrases.extend(phrases)
        self._events.extend(events)

    def perform(self, key: str, performer: Callable[[Fault], None]) -> None:
        """Register what carries out the NOW action `key`."""
        self._performers[key] = performer

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every action of this simulator."""
        return tuple(self._phrases)

    @property
    def events(self) -> tuple[str, ...]:
        """Every event name of this simulator."""
        return tuple(self._events)

    @property
    def armed(self) -> tuple[str, ...]:
        """The texts of the faults that wait or work."""
        return tuple(a.fault.text for a in self._armed)

    def arm(self, script: str) -> tuple[Fault, ...]:
        """Arm every rule of `script`, or none. Raises `FaultTextError`."""
        rules = parse(script, self._phrases, self._events)
        for fault in rules:
            armed = _Armed(fault, fault.event_count if fault.event else 0, fault.at_byte)
            self._armed.append(armed)
            self._settle(armed)
        return rules

    def clear(self) -> None:
        """Forget every fault. What a fault already did (paper out, cover open) stays done."""
        self._armed.clear()

    def happened(self, event: str) -> None:
        """Count an event of the device; rules that waited for it move on.

        `settle_bytes` is called first, so that what the device wrote before the event is counted before it.
        """
        waiting = [a for a in self._armed if a.fault.event == event and a.events_left]
        if waiting:
            self.settle_bytes()
        for armed in waiting:
            armed.events_left -= 1
            self._settle(armed)

    def bytes_until_next(self, direction: Direction) -> int | None:
        """How many bytes may pass before a rule of that direction acts; None when no rule counts them."""
        waiting = [a.bytes_left for a in self._armed if self._counts(a, direction) and a.bytes_left is not None]
        return min(waiting, default=None)

    def passed(self, direction: Direction, count: int) -> None:
        """Count bytes that went by; rules that waited for them act."""
        for armed in [a for a in self._armed if self._counts(a, direction)]:
            armed.bytes_left = max(0, (armed.bytes_left or 0) - count)
            self._settle(armed)

    def take(self, key: str, first: object = None) -> Fault | None:
        """The ready ONCE action `key`, which is spent by this; None when there is none.

        With `first`, only one whose first argument equals it.
        """
        for armed in self._armed:
            fits = first is None or armed.fault.arguments[:1] == (first,)
            if armed.fault.key == key and armed.is_ready and fits:
                self._armed.remove(armed)
                return armed.fault
        return None

    def take_nth(self, key: str) -> Fault | None:
        """Count one occasion of the ONCE action `key`; the fault when its number N is reached."""
        for armed in self._armed:
            if armed.fault.key == key and armed.is_ready:
                armed.occasions += 1
                if armed.occasions >= armed.fault.number(1):
                    self._armed.remove(armed)
                    return armed.fault
        return None

    def act(self, key: str) -> None:
        """Carry out the NOW action `key` as if a rule had asked for it."""
        self._performers[key](Fault(key, Lasts.NOW, (), None, 1, None, Direction.RECEIVED, key))

    def stands(self, key: str) -> Fault | None:
        """The STANDING action `key` at work now, or None."""
        return next((a.fault for a in self._armed if a.fault.key == key and a.is_ready), None)

    @staticmethod
    def _counts(armed: _Armed, direction: Direction) -> bool:
        return armed.events_left == 0 and bool(armed.bytes_left) and armed.fault.direction is direction

    def _settle(self, armed: _Armed) -> None:
        if armed.is_ready and armed.fault.lasts is Lasts.NOW:
            self._armed.remove(armed)
            self._performers[armed.fault.key](armed.fault)
