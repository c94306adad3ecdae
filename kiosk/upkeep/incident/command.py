"""The command `replay BUNDLE`: an incident, state by state, and whether it came to the same."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from kiosk.upkeep.incident.bundle import BadBundle, Bundle, read
from kiosk.upkeep.incident.replaying import replay

SAME, ANOTHER, BAD_CALL = 0, 1, 2


def replayed(path: Path) -> int:
    """Print every move of the screens; 0 when each state is the same, 1 at the first that is another, 2: no bundle."""
    try:
        bundle = read(path)
        return _played(bundle)
    except (BadBundle, OSError) as error:
        print(f"replay: {error}", file=sys.stderr)
        return BAD_CALL


def _played(bundle: Bundle) -> int:
    print(f"made by version {bundle.version} on {_time(bundle.made_utc_ms)}: {len(bundle.rows)} events")
    count, screen = 0, ""
    for played in replay(bundle):
        row = played.row
        if not played.is_same:
            print(f"event {row.seq} {row.kind}: came to {played.screen}, and was {row.screen} in another state")
            return ANOTHER
        if played.screen != screen:
            screen = played.screen
            print(f"{_time(row.utc_ms)} {row.seq:>8} {row.kind:<20} {screen}")
        count += 1
    if left := len(bundle.rows) - count:
        print(f"{left} events are not replayed: the first holds personal fields, which no bundle has")
    same = "as the kiosk stood there" if bundle.is_same else "the kiosk's own state was not compared"
    print(f"{count} events, the same states; {same}")
    return SAME


def _time(utc_ms: int) -> str:
    return datetime.fromtimestamp(utc_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
