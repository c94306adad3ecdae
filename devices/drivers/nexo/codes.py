"""What the protocol's words mean: error conditions, and the condition that a terminal reports of itself.

Source: nexo Retailer 3.0, ErrorCondition, GlobalStatus, PrinterStatus; classes of `devices.api.Refusal`.
"""

from __future__ import annotations

from devices.api import HealthState, Reason, Refusal

SUCCESS, PARTIAL, FAILURE = "Success", "Partial", "Failure"
RESULTS = frozenset({SUCCESS, PARTIAL, FAILURE})
APPROVED_CODE = "00"
NOT_FOUND, IN_PROGRESS, BUSY = "NotFound", "InProgress", "Busy"

_REFUSALS = {
    "Aborted": Refusal.CANCELLED,
    "Busy": Refusal.RULE,
    "Cancel": Refusal.CANCELLED,
    "DeviceOut": Refusal.HARDWARE,
    "InProgress": Refusal.RULE,
    "InsertedCard": Refusal.UNREADABLE,
    "InvalidCard": Refusal.CARD,
    "LoggedOut": Refusal.SETUP,
    "MessageFormat": Refusal.PROTOCOL,
    "NotAllowed": Refusal.SETUP,
    "NotFound": Refusal.RULE,
    "PaymentRestriction": Refusal.RULE,
    "Refusal": Refusal.CARD,
    "UnavailableDevice": Refusal.HARDWARE,
    "UnavailableService": Refusal.SETUP,
    "UnreachableHost": Refusal.LINK,
    "WrongPIN": Refusal.CARD,
}
ERROR_CONDITIONS = frozenset(_REFUSALS)


def refusal(condition: str) -> Refusal:
    """Give the class of an error condition; one that nobody listed is of class SETUP."""
    return _REFUSALS.get(condition, Refusal.SETUP)


Condition = tuple[HealthState, tuple[Reason, ...], str]

READY: Condition = (HealthState.READY, (), "")
LOGGED_OUT: Condition = (HealthState.FAULT, (Reason.INITIALISATION_REQUIRED,), "the terminal wants a login (login=on)")
_GLOBAL: dict[str, Condition] = {
    "OK": READY,
    "Busy": (HealthState.BUSY, (), "the terminal is busy"),
    "Maintenance": (HealthState.NEEDS_PERSON, (), "the terminal is in maintenance"),
    "Unreachable": (HealthState.SILENT, (Reason.NOT_RESPONDING,), "the terminal's own parts do not answer"),
}
_FLAGS: tuple[tuple[str, Condition], ...] = (
    ("SecurityOKFlag", (HealthState.TAMPERED, (), "the terminal reports a security alarm")),
    ("CardReaderOKFlag", (HealthState.FAULT, (Reason.HARDWARE_ERROR,), "the card reader does not work")),
    ("PEDOKFlag", (HealthState.FAULT, (Reason.HARDWARE_ERROR,), "the PIN pad does not work")),
    ("CommunicationOKFlag", (HealthState.FAULT, (Reason.NOT_REACHABLE,), "the terminal has no line to its host")),
)
_PRINTER: dict[str, Reason] = {
    "PaperLow": Reason.MEDIA_LOW,
    "NoPaper": Reason.MEDIA_EMPTY,
    "PaperJam": Reason.MEDIA_JAMMED,
    "OutOfOrder": Reason.HARDWARE_ERROR,
}


def condition_of(global_status: str, flags: dict[str, object], printer: str) -> Condition:
    """Give the condition behind a diagnosis. A printer of the terminal's own only degrades it: the kiosk prints."""
    found = _GLOBAL.get(global_status)
    if found is None:
        return (HealthState.FAULT, (Reason.HARDWARE_ERROR,), f"terminal status {global_status or 'missing'}")
    if found[0] is not HealthState.READY:
        return found
    for name, condition in _FLAGS:
        if flags.get(name) is False:
            return condition
    if printer in _PRINTER:
        return (HealthState.DEGRADED, (_PRINTER[printer],), f"the terminal's printer: {printer}")
    return READY


def condition_of_failure(error_condition: str) -> Condition:
    """Give the condition behind a diagnosis that the terminal refused."""
    match error_condition:
        case "Busy" | "InProgress":
            return _GLOBAL["Busy"]
        case "LoggedOut":
            return LOGGED_OUT
        case _:
            return (HealthState.FAULT, (Reason.HARDWARE_ERROR,), f"diagnosis refused: {error_condition or 'no reason'}")
