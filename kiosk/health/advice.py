"""What a device's words mean to a technician: the cause of each reason and state, and what to do about it.

English for now: the glass's maintenance pages will take their words from the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.api import Health, HealthState, Reason


@dataclass(frozen=True, slots=True)
class Advice:
    """A reason with its cause and what to do, each a sentence or two; `article` is the help about it, or empty."""

    code: str
    cause: str
    to_do: str
    article: str = ""


_A = Reason
REASONS: Mapping[Reason, tuple[str, str]] = {
    _A.MEDIA_LOW: ("The roll or stack is near its end.", "Put in a new one at the next quiet moment."),
    _A.MEDIA_EMPTY: ("Paper, labels or ribbon are used up.", "Put in new stock and close the cover until it clicks."),
    _A.MEDIA_JAMMED: ("Paper or a label is stuck.", "Open the cover, take the stuck piece out, close it again."),
    _A.MEDIA_PRESENT: ("Something lies in the mouth or on the reader.", "Take it out; look for who forgot it."),
    _A.THRESHOLD_USAGE: ("A part has done as much as it is made for.", "Plan its exchange, then reset its counters."),
    _A.HARDWARE_ERROR: ("The device reports a fault of its own.", "Switch it off and on. If it stays, exchange it."),
    _A.SOFTWARE_ERROR: ("The driver met something it does not know.", "Keep the log of this time and report it."),
    _A.NOT_RESPONDING: (
        "The port is open and nothing answers.",
        "Check that the device is switched on, and that the URL names its protocol, speed and format.",
    ),
    _A.NOT_REACHABLE: (
        "There is no such port, or no connection to that address.",
        "Check cable, power and network, and that the URL names the right port or address.",
    ),
    _A.FORMAT_ERROR: (
        "Bytes came that the protocol does not allow.",
        "Check cable and shield, then speed, format and protocol in the URL and in the device.",
    ),
    _A.THRESHOLD_ERROR: ("More errors than usual in a short time.", "Clean the device and look at its cable."),
    _A.TIMEOUT: ("An answer took too long.", "Look at the network and at how busy the device is."),
    _A.COVER_OPEN: ("A cover or the print head is open.", "Close it until it clicks."),
    _A.CUTTER: ("The cutter is stuck.", "Open the cover, free the blade as its manual says, close the cover."),
    _A.HEAD_HOT: ("The print head is too hot.", "Wait; it goes on by itself. Look at the air around it."),
    _A.BAUD_MISMATCH: (
        "What comes looks like another line speed or format.",
        "Set the same baud rate and format in the device and in the URL.",
    ),
    _A.RECONCILIATION_REQUIRED: ("The terminal wants its end of day first.", "Close the day at the terminal."),
    _A.NOT_SETTLED: ("The load did not come to rest.", "Look for wind, vibration, and goods that touch a wall."),
    _A.OVER_CAPACITY: ("The load is heavier than the scale may weigh.", "Take it off; zero the empty scale."),
    _A.UNDER_ZERO: ("The scale shows less than nothing.", "Look for a missing pan; zero the empty scale."),
    _A.INITIALISATION_REQUIRED: (
        "The device wants to be set up or logged in before it works.",
        "Set it up as its manual says; for a terminal check its id and password.",
    ),
}
STATES: Mapping[HealthState, tuple[str, str]] = {
    HealthState.STARTING: ("It is being opened or tests itself.", "Wait a minute; then look at its cable and power."),
    HealthState.READY: ("It works.", ""),
    HealthState.BUSY: ("It is at work.", ""),
    HealthState.DEGRADED: ("It works, and wants service soon.", "See the reasons; with none, look at the log."),
    HealthState.NEEDS_PERSON: ("It waits for a hand.", "Look at the device itself: its display or light says more."),
    HealthState.FAULT: ("It does not work.", "Switch it off and on. If it stays, exchange it."),
    HealthState.SILENT: ("It does not answer.", "Check that it is switched on and set to this protocol."),
    HealthState.ABSENT: ("It is not connected.", "Check cable and power."),
    HealthState.TAMPERED: (
        "It reports that somebody opened or changed it.",
        "Take it out of use, touch nothing, and call the payment provider.",
    ),
}
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
WITHOUT: Mapping[str, str] = {
    "scanner": "Customers type the number below the barcode.",
    "printer": "Customers can pay, and no receipt comes out.",
    "terminal": "Nobody can pay here.",
    "scale": "Goods that are sold by weight cannot be weighed here.",
    "bagging_scale": "Nobody watches what goes into the bags; customers shop as before.",
    "documents": "No passport or identity card can be read.",
    "tags": "No bag tag or boarding pass comes out.",
    "keypad": "Who cannot see or touch the glass cannot use the kiosk by keys.",
    "lights": "Staff see nothing from afar; calls stand on the glass alone.",
}
"""What it means for customers and staff that the device of a role is away."""


def advice_for(health: Health) -> tuple[Advice, ...]:
    """Give cause and cure of each reason; of the state where it is not well and says no reason."""
    if health.reasons:
        return tuple(Advice(own.value, *REASONS[own], ARTICLES.get(own, "")) for own in health.reasons)
    if health.state in (HealthState.READY, HealthState.BUSY):
        return ()
    return (Advice(health.state.value, *STATES[health.state], ARTICLES.get(health.state, "")),)
