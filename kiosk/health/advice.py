"""What a device's words mean to a technician: which cause and cure are told, and the help article about them.

The words stand in the catalogues: `advice.<code>.cause` and `.todo`, and `advice.without.<role>` for what it means
that a device is away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.api import Health, HealthState, Reason


@dataclass(frozen=True, slots=True)
class Advice:
    """A reason or a state that wants attention; `article` is the help about it, or empty."""

    code: str
    article: str = ""


_A = Reason
PAPER, LINE, SPARE = "printer-jam", "device-silent", "device-replaced"
ARTICLES: Mapping[Reason | HealthState, str] = {
    **dict.fromkeys((_A.MEDIA_LOW, _A.MEDIA_EMPTY, _A.MEDIA_JAMMED, _A.MEDIA_PRESENT), PAPER),
    **dict.fromkeys((_A.COVER_OPEN, _A.CUTTER, _A.HEAD_HOT), PAPER),
    **dict.fromkeys((_A.NOT_RESPONDING, _A.NOT_REACHABLE, _A.TIMEOUT, _A.FORMAT_ERROR, _A.BAUD_MISMATCH), LINE),
    **dict.fromkeys((HealthState.SILENT, HealthState.ABSENT), LINE),
    **dict.fromkeys((_A.HARDWARE_ERROR, _A.THRESHOLD_USAGE, HealthState.FAULT), SPARE),
    _A.RECONCILIATION_REQUIRED: "day-end",
}
"""The help article about a reason or a state, where there is one."""


def advice_for(health: Health) -> tuple[Advice, ...]:
    """Give each reason; the state where it is not well and says no reason."""
    if health.reasons:
        return tuple(Advice(own.value, ARTICLES.get(own, "")) for own in health.reasons)
    if health.state in (HealthState.READY, HealthState.BUSY):
        return ()
    return (Advice(health.state.value, ARTICLES.get(health.state, "")),)
