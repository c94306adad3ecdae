"""Whether the machine's clock can be believed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

BUILD_YEAR: Final = 2026


def clock_amiss(now: datetime) -> str:
    """Return what is wrong with the clock, empty when it can be believed."""
    return f"the clock says {now.year}, the program is of {BUILD_YEAR}" if now.year < BUILD_YEAR else ""


def is_clock_believed(utc_ms: int, timezone: str) -> bool:
    """True when codes and badges may be judged by this time. `timezone`: an IANA name."""
    return not clock_amiss(datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(ZoneInfo(timezone)))
