"""The view of all devices as text for a terminal and as JSON for other programs, in the English of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any

from kiosk.health.view import Left, Part, Tally, View
from kiosk.words import SiteFormat, Words


def lines(view: View) -> Iterator[str]:
    """Yield the view as lines for people: a part's state first, then why and what to do, then what it did."""
    for part in view.parts:
        need = "required" if part.is_required else "optional"
        yield f"{part.id}: {part.state.value}" + (f" since {_time(part.since_utc_ms)}" if part.since_utc_ms else "")
        what = ", ".join(filter(None, (part.driver, part.model, part.remark, "" if "." in part.id else need)))
        yield f"    {what}"
        if part.url:
            yield f"    {part.url}"
        if part.detail:
            yield f"    says: {part.detail}"
        for reason in part.reasons:
            yield f"    {reason.code}: {_said(reason.code, 'cause')} {_said(reason.code, 'todo')}"
        if part.because_of:
            yield f"    because of: {part.because_of}"
        if part.without:
            yield f"    without it: {_said('without', part.without)}"
        yield from (f"    {_left(left)}" for left in part.consumables)
        if part.linked:
            yield f"    linked: {', '.join(part.linked)}"
        yield from (f"    {line}" for line in _counts(part.tally))


def as_json(view: View) -> str:
    """Give the view as one JSON object; times are ISO 8601 in UTC, empty when not known."""
    parts = [_row(part) for part in view.parts]
    return json.dumps({"at": _time(view.at_utc_ms), "devices": parts}, ensure_ascii=False, indent=2)


def _row(part: Part) -> dict[str, Any]:
    row = asdict(part)
    state, codes = row.pop("cuss")
    row["reasons"] = [
        {"code": own.code, "cause": _said(own.code, "cause"), "to_do": _said(own.code, "todo"), "article": own.article}
        for own in part.reasons
    ]
    row["without"] = _said("without", part.without) if part.without else ""
    row["since"] = _time(row.pop("since_utc_ms"))
    row["consumables"] = [
        {"name": left.name, "supply": left.supply, "since": _time(left.since_utc_ms)} for left in part.consumables
    ]
    tally = row.pop("tally")
    row["counters"] = {"since": _time(tally["began_utc_ms"]), "period": tally["period"], "ever": tally["ever"]}
    row["cuss"] = {"component_state": state, "codes": list(codes)}
    row["xfs4iot"] = {"device": row.pop("xfs4iot")}
    return row


@cache
def _english() -> Words:
    return Words("en", SiteFormat())


def _said(about: str, what: str) -> str:
    return _english().say(f"advice.{about}.{what}")


def _left(left: Left) -> str:
    since = f", since {_time(left.since_utc_ms)}" if left.since_utc_ms else ""
    return f"{left.name}: {left.supply}{since}"


def _counts(tally: Tally) -> Iterator[str]:
    if tally.period:
        since = f" since {_time(tally.began_utc_ms)}" if tally.began_utc_ms else ""
        yield f"counted{since}: {_listed(tally.period)}"
    if tally.ever and tally.ever != tally.period:
        yield f"counted ever: {_listed(tally.ever)}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(_count(name, amount) for name, amount in counts.items())


def _count(name: str, amount: int) -> str:
    """Write a count with the unit a person reads."""
    if name.endswith("_ms"):
        return f"{name[:-3].replace('_', ' ')} {amount / 3_600_000:.2f} h"
    if name.endswith("_mm"):
        return f"{name[:-3].replace('_', ' ')} {amount / 1000:.2f} m"
    return f"{name.replace('_', ' ')} {amount}"


def _time(utc_ms: int) -> str:
    if utc_ms <= 0:
        return ""
    return datetime.fromtimestamp(utc_ms / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
