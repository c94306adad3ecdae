"""The command `report service-levels`: how soon people came, per cause, out of the journal alone."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine

from kiosk.domain.blockers import UnregisteredBlocker, kind_of
from kiosk.domain.calls import ESCALATE_S, How
from kiosk.flows.registry import flows
from kiosk.flows.shell.calling import KINDS, CallAccepted, CallEnded, CallPlaced, PersonArrived
from kiosk.settings import DEFAULT_FILE, SettingsError, data_dir_of, load
from kiosk.store.database import FILE_NAME
from kiosk.store.recovery import Recorded, events_between

ALL_WELL, BAD_CALL = 0, 2
ASKED: Final = "asked"  # no blocker stood on the glass: the customer wanted a person
HEAD: Final = (
    "cause", "calls", "undone", "accepted", "accept_p50_s", "accept_p95_s", "arrive_p50_s", "arrive_p95_s",
    "resolve_p50_s", "resolve_p95_s", "gave_up", *(f"over_{seconds}_s" for seconds in ESCALATE_S),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Served:
    """One call, in seconds after it was raised; None: it did not happen. `level`: escalations it came to."""

    cause: str
    level: int = 0
    accepted_s: float | None = None
    arrived_s: float | None = None
    ended_s: float | None = None
    how: How | None = None

    @property
    def is_given_up(self) -> bool:
        """True when its customer stopped waiting before anybody accepted."""
        return self.accepted_s is None and self.how in (How.WITHDRAWN, How.LEFT, How.EXPIRED)


def served(recorded: Iterable[Recorded]) -> Sequence[Served]:
    """Return what became of each call that was placed in these events, in the order they were raised."""
    found: dict[str, tuple[int, Served]] = {}
    for one in recorded:
        match one.event:
            case CallPlaced(call=call):
                raised, own = found.get(call.id, (call.raised_utc_ms, Served(cause_of(call.reasons))))
                found[call.id] = raised, replace(own, level=max(own.level, call.level))
            case CallAccepted(call_id=of) if of in found:
                _note(found, of, one, "accepted_s")
            case PersonArrived(call_id=of) if of in found:
                _note(found, of, one, "arrived_s")
            case CallEnded(call_id=of, how=how) if of in found:
                _note(found, of, one, "ended_s")
                found[of] = found[of][0], replace(found[of][1], how=how)
            case _:
                pass
    return tuple(own for _, own in found.values())


def waited_s(recorded: Iterable[Recorded]) -> tuple[int, ...]:
    """Return the seconds until the calls that were accepted were, in the order they were raised."""
    return tuple(int(one.accepted_s) for one in served(recorded) if one.accepted_s is not None)


def _note(found: dict[str, tuple[int, Served]], call_id: str, recorded: Recorded, field: str) -> None:
    """Note the first time of something; a clock that was set back makes no wait shorter than nothing."""
    raised, own = found[call_id]
    if getattr(own, field) is None:
        after_s: Any = max(0.0, (recorded.at.utc_ms - raised) / 1000)
        found[call_id] = raised, replace(own, **{field: after_s})


def cause_of(reasons: Sequence[str]) -> str:
    """Return the cause of the first reason that this program knows; `asked` without any."""
    for code in reasons:
        try:
            return kind_of(code).cause.value
        except UnregisteredBlocker:
            continue
    return ASKED


def percentile(seconds: Iterable[float | None], share: float) -> float | None:
    """Return the nearest-rank percentile of those that happened; None without any."""
    known = sorted(one for one in seconds if one is not None)
    return known[max(1, ceil(share * len(known))) - 1] if known else None


def rows(calls: Sequence[Served]) -> Sequence[Mapping[str, str]]:
    """Return a row for each cause by their number, and one of all; a call undone in time is none."""
    counted: dict[str, list[Served]] = {}
    for call in calls:
        counted.setdefault(call.cause, []).append(call)
    by_number = sorted(counted.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_row(cause, own) for cause, own in (*by_number, ("all", list(calls))))


def _row(cause: str, calls: Sequence[Served]) -> Mapping[str, str]:
    meant = [call for call in calls if call.how is not How.UNDONE]
    row = {
        "cause": cause,
        "calls": str(len(meant)),
        "undone": str(len(calls) - len(meant)),
        "accepted": str(sum(call.accepted_s is not None for call in meant)),
        "gave_up": str(sum(call.is_given_up for call in meant)),
    }
    for name, field in (("accept", "accepted_s"), ("arrive", "arrived_s"), ("resolve", "ended_s")):
        helped = [getattr(call, field) for call in meant if field != "ended_s" or call.how is How.DONE]
        row |= {f"{name}_p{share}_s": _seconds(percentile(helped, share / 100)) for share in (50, 95)}
    over = {f"over_{seconds}_s": sum(call.level > n for call in meant) for n, seconds in enumerate(ESCALATE_S)}
    return row | {name: str(count) for name, count in over.items()}


def _seconds(value: float | None) -> str:
    return "" if value is None else str(round(value))


def table(found: Sequence[Mapping[str, str]]) -> str:
    """Return the rows as a table for people; nothing known is a dash."""
    wide = {name: max(len(name), *(len(row[name]) for row in found)) for name in HEAD}
    head = "  ".join(name.ljust(wide[name]) if name == "cause" else name.rjust(wide[name]) for name in HEAD)
    lines = (
        "  ".join(
            row[name].ljust(wide[name]) if name == "cause" else (row[name] or "-").rjust(wide[name]) for name in HEAD
        )
        for row in found
    )
    return "\n".join((head, *lines))


def as_csv(found: Sequence[Mapping[str, str]]) -> str:
    """Return the rows as comma-separated values with a head."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue().removesuffix("\n")


def service_levels(options: argparse.Namespace) -> int:
    """Print the service levels of a span of days by the site's clock; 2 for a bad call."""
    known = recorded(options, KINDS)
    if known is None:
        return BAD_CALL
    found = rows(served(known))
    print(as_csv(found) if options.csv else table(found))
    return ALL_WELL


def recorded(options: argparse.Namespace, kinds: Collection[str]) -> Sequence[Recorded] | None:
    """Return the events of these kinds in the span of days that was asked for; None when what is amiss was printed."""
    try:
        settings = load(options.config or DEFAULT_FILE, options.profile)
        folder = options.data or data_dir_of(settings)
        begin, end = span(options.since, options.until, ZoneInfo(settings.site.timezone))
    except (SettingsError, ValueError) as error:
        print(error, file=sys.stderr)
        return None
    if not (folder / FILE_NAME).is_file():
        print(f"{folder}: no kiosk has kept anything here", file=sys.stderr)
        return None
    flows()  # every blocker and every event is registered
    return _read(folder, kinds, begin, end)


def span(since: str | None, until: str | None, zone: ZoneInfo) -> tuple[int, int]:
    """Return the milliseconds from the first moment of a day to the last of another; today without a day.

    Raises ValueError.
    """
    today = datetime.now(zone).date()
    first = date.fromisoformat(since) if since else today
    last = date.fromisoformat(until) if until else today
    if last < first:
        raise ValueError(f"from {first} to {last}: the first day is not after the last")
    begin, after = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in (first, last + timedelta(days=1)))
    return int(begin.timestamp()) * 1000, int(after.timestamp()) * 1000


def _read(folder: Path, kinds: Collection[str], begin: int, end: int) -> Sequence[Recorded]:
    """Read beside a running kiosk: nothing is written."""
    engine = create_engine(f"sqlite:///file:{folder / FILE_NAME}?mode=ro&uri=true")
    try:
        with engine.connect() as connection:
            return tuple(events_between(connection, kinds, begin, end))
    finally:
        engine.dispose()
