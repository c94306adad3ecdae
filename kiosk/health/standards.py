"""How a condition is called elsewhere, for export only.

Source: protocols.md 1.4; CUSS 2 component states and message codes; XFS4IoT device states (names from memory).
"""

from __future__ import annotations

from collections.abc import Mapping

from devices.api import Health, HealthState, Reason

_S = HealthState
CUSS_STATES: Mapping[HealthState, str] = {
    _S.STARTING: "UNAVAILABLE",
    _S.READY: "READY",
    _S.BUSY: "BUSY",
    _S.DEGRADED: "READY",
    _S.NEEDS_PERSON: "UNAVAILABLE",
    _S.FAULT: "UNAVAILABLE",
    _S.SILENT: "UNAVAILABLE",
    _S.ABSENT: "UNAVAILABLE",
    _S.TAMPERED: "UNAVAILABLE",
}
XFS4IOT_STATES: Mapping[HealthState, str] = {
    _S.STARTING: "deviceBusy",
    _S.READY: "online",
    _S.BUSY: "deviceBusy",
    _S.DEGRADED: "online",
    _S.NEEDS_PERSON: "userError",
    _S.FAULT: "hardwareError",
    _S.SILENT: "offline",
    _S.ABSENT: "noDevice",
    _S.TAMPERED: "fraudAttempt",
}
OWN_REASONS = frozenset(
    {
        Reason.COVER_OPEN,
        Reason.CUTTER,
        Reason.HEAD_HOT,
        Reason.NOT_SETTLED,
        Reason.OVER_CAPACITY,
        Reason.UNDER_ZERO,
        Reason.RECONCILIATION_REQUIRED,
        Reason.INITIALISATION_REQUIRED,
        Reason.BAUD_MISMATCH,
        Reason.MEMORY_FULL,
        Reason.CLOCK_NOT_SET,
        Reason.CERTIFICATE_EXPIRED,
    }
)
"""Reasons that CUSS has no code for; they are left out of its column."""


def cuss_codes(health: Health) -> tuple[str, ...]:
    """Give the reasons that are CUSS message codes."""
    return tuple(reason.value for reason in health.reasons if reason not in OWN_REASONS)
