"""What each device does, counted as it happens; written to the store in batches by whoever owns it.

A count is a number and never what was counted: no code, no document, no card.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from devices.api import Health, HealthState
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import DialogueEnded, TerminalAnswered, TerminalConnected, TerminalNotReached


class Count(StrEnum):
    """What is counted; beside these the milliseconds in each state of health, such as `ready_ms`."""

    READS = "reads"
    BAD_READS = "bad_reads"
    PRINTS = "prints"
    PRINTS_FAILED = "prints_failed"
    PRINTS_UNKNOWN = "prints_unknown"
    CUTS = "cuts"
    PAPER_MM = "paper_mm"
    PAYMENTS_APPROVED = "payments_approved"
    PAYMENTS_DECLINED = "payments_declined"
    PAYMENTS_UNKNOWN = "payments_unknown"
    WEIGHINGS = "weighings"
    DOCUMENTS = "documents"
    BAD_DOCUMENTS = "bad_documents"
    KEYS = "keys"
    RECONNECTS = "reconnects"
    LINK_FAULTS = "link_faults"
    REFILLS = "refills"


STATE_MS: Mapping[HealthState, str] = {state: f"{state.value.lower()}_ms" for state in HealthState}
NAMES = (*(str(count) for count in Count), *STATE_MS.values())
_LOST = frozenset({HealthState.ABSENT, HealthState.SILENT, HealthState.FAULT})
TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Drained:
    """What is to be stored: `(part, name, amount)`, and consumables as `(part, name, supply, since_utc_ms)`."""

    counts: tuple[tuple[str, str, int], ...]
    supplies: tuple[tuple[str, str, str, int], ...]


@dataclass(slots=True)
class _Known:
    """What is known of one part between two batches."""

    health: Health
    counted_until: float
    was_usable: bool = False
    is_lost: bool = False


class Counts:
    """Counts of all parts. `mono` is the loop's clock in seconds, `utc_ms` the wall's; `supplies` is what was stored.

    `supplies` stays open to read: what is left of each consumable by `(part, name)`, and since when.
    """

    def __init__(
        self,
        mono: Callable[[], float],
        utc_ms: Callable[[], int],
        supplies: Mapping[tuple[str, str], tuple[str, int]],
    ) -> None:
        self._mono = mono
        self._utc_ms = utc_ms
        self._pending: dict[tuple[str, str], int] = {}
        self._total: dict[tuple[str, str], int] = {}
        self.supplies = dict(supplies)
        self._changed: set[tuple[str, str]] = set()
        self._parts: dict[str, _Known] = {}
        self._answered: set[str] = set()
        self.is_paying = False

    def add(self, part: str, name: str, amount: int = 1) -> None:
        """Count something of a part; nothing is nothing."""
        if amount > 0:
            for counts in (self._pending, self._total):
                counts[part, name] = counts.get((part, name), 0) + amount

    def heard(self, part: str, health: Health) -> None:
        """Take a new condition: time in the state before, links that were lost and found, what was filled up."""
        known = self._parts.get(part)
        if known is None:
            known = self._parts[part] = _Known(health, self._mono())
        self._pass_time(part, known)
        known.health = health
        if health.state in _LOST and known.was_usable and not known.is_lost:
            self.add(part, Count.LINK_FAULTS)
            known.is_lost = True
        if health.is_usable:
            if known.is_lost:
                self.add(part, Count.RECONNECTS)
            known.was_usable, known.is_lost = True, False
        for consumable in health.consumables:
            self._left(part, consumable.name, consumable.supply.value)

    def _left(self, part: str, name: str, supply: str) -> None:
        before, _ = self.supplies.get((part, name), ("", 0))
        if before == supply:
            return
        if before and supply == "ok":
            self.add(part, Count.REFILLS)
        self.supplies[part, name] = (supply, self._utc_ms())
        self._changed.add((part, name))

    def _pass_time(self, part: str, known: _Known) -> None:
        """Count whole milliseconds; the rest waits for the next time."""
        passed_ms = int((self._mono() - known.counted_until) * 1000)
        if passed_ms > 0:
            self.add(part, STATE_MS[known.health.state], passed_ms)
            known.counted_until += passed_ms / 1000

    def seen(self, event: Event) -> None:
        """Take an event on its way to the flows: payments by their outcome."""
        match event:
            case TerminalConnected():
                self.is_paying = True
            case TerminalNotReached():
                self.is_paying = False
            case TerminalAnswered(attempt_id=attempt_id, result=result):
                self._answered.add(attempt_id)
                self.add(TERMINAL, Count.PAYMENTS_APPROVED if result.is_approved else Count.PAYMENTS_DECLINED)
            case DialogueEnded(attempt_id=attempt_id, end=end):
                self.is_paying = False
                if end == "unknown" and attempt_id not in self._answered:
                    self.add(TERMINAL, Count.PAYMENTS_UNKNOWN)
                self._answered.discard(attempt_id)

    def drain(self) -> Drained:
        """Give what was counted and what changed since the last time, and forget it."""
        for part, known in self._parts.items():
            self._pass_time(part, known)
        counts = tuple((part, name, amount) for (part, name), amount in self._pending.items())
        supplies = tuple((*key, *self.supplies[key]) for key in sorted(self._changed))
        self._pending, self._changed = {}, set()
        return Drained(counts, supplies)

    def give_back(self, drained: Drained) -> None:
        """Take back what could not be written."""
        for part, name, amount in drained.counts:
            self._pending[part, name] = self._pending.get((part, name), 0) + amount
        self._changed |= {(part, name) for part, name, _, _ in drained.supplies}

    def total(self) -> Mapping[tuple[str, str], int]:
        """Give all that was counted since this was made, by `(part, name)`."""
        for part, known in self._parts.items():
            self._pass_time(part, known)
        return dict(self._total)
