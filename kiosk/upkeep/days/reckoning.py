"""The figures of a day as the glass and the command `report day` show them: one reading for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from kiosk.domain.sale import Attempt
from kiosk.domain.settling.day import candidates
from kiosk.domain.settling.figures import DayFigures, figures
from kiosk.flows.day.events import DayClosed, TerminalDayTold
from kiosk.store.day import day_since, last_close, period, told_since


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the day stands: its figures, the last report, what the terminal said since, what may explain a difference.

    `terminal_minor` None: the terminal named no sum.
    """

    figures: DayFigures
    last: DayClosed | None
    told: tuple[TerminalDayTold, ...]
    terminal_minor: int | None
    doubts: tuple[Attempt, ...]


def standing(connection: Connection, currency: str, now_utc_ms: int) -> Standing:
    """Read where the day stands, in the connection's transaction."""
    now = period(connection, currency, now_utc_ms)
    reckoned = figures(now)
    told = tuple(one for one in told_since(connection, now.from_seq) if not one.why)
    terminal_minor = _sum(told)
    doubts: tuple[Attempt, ...] = ()
    if terminal_minor is not None and terminal_minor != reckoned.at_terminal_minor:
        since = day_since(connection, now.since_utc_ms)
        known = {own.id: own for own in (*since.attempts, *since.reviewed, *since.watched)}
        doubts = candidates(tuple(known.values()), terminal_minor - reckoned.at_terminal_minor)
    return Standing(reckoned, last_close(connection), told, terminal_minor, doubts)


def _sum(told: Sequence[TerminalDayTold]) -> int | None:
    """Add what the terminal said each time it closed; None when it was not asked, or left a sum out."""
    sums = [one.total_minor for one in told if one.total_minor is not None]
    return sum(sums) if sums and len(sums) == len(told) else None
