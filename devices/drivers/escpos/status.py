"""What a printer sends: status bytes, pushed status, process ids. Pure.

Source: protocols.md 4.1, 4.3. All kinds may come mixed; their first bytes differ in fixed bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devices.api import Consumable, HealthState, Reason, Supply

_FIXED_BITS = 0x93  # bits 0, 1, 4, 7
_REPLY, _PUSHED = 0x12, 0x10
_PUSHED_REST = 0x90  # bits 4 and 7 are off in bytes 2 to 4
_BLOCK, _PROCESS_ID, _CLEARED = 0x37, 0x22, 0x25
PUSHED_LENGTH, PROCESS_ID_LENGTH, CLEARED_LENGTH = 4, 7, 3


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one `DLE EOT n`; which n is known only to who asked."""

    bits: int


@dataclass(frozen=True, slots=True)
class Pushed:
    """An automatic status (ASB) of four bytes."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class ProcessId:
    """`37 22 d1 d2 d3 d4 00`: everything before this process id was processed."""

    text: bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """`37 25 00`: the buffers are empty."""


Event = Reply | Pushed | ProcessId | Cleared


class StatusParser:
    """Cuts what a printer sends into events. Holds at most six bytes; `noise` counts bytes that fit nothing."""

    def __init__(self) -> None:
        self._held = bytearray()
        self.noise = 0

    def feed(self, chunk: bytes) -> list[Event]:
        """Take bytes in any portions, give the events that they complete."""
        found: list[Event] = []
        self._held += chunk
        while self._held:
            length = _length(self._held)
            if length == 0:
                del self._held[0]
                self.noise += 1
            elif len(self._held) < length:
                break
            else:
                found.append(_event(bytes(self._held[:length])))
                del self._held[:length]
        return found


def _length(held: bytearray) -> int:
    """Give the length of the event that starts here, 0 when none does, as far as the bytes tell."""
    first = held[0]
    if first & _FIXED_BITS == _REPLY:
        return 1
    if first & _FIXED_BITS == _PUSHED:
        rest = held[1:PUSHED_LENGTH]
        return 0 if any(byte & _PUSHED_REST for byte in rest) else PUSHED_LENGTH
    if first != _BLOCK or len(held) == 1:
        return PROCESS_ID_LENGTH if first == _BLOCK else 0
    if held[1] == _CLEARED:
        return 0 if len(held) > 2 and held[2] != 0 else CLEARED_LENGTH
    if held[1] != _PROCESS_ID or any(not 0x20 <= byte < 0x7F for byte in held[2:6]):
        return 0
    return 0 if len(held) > 6 and held[6] != 0 else PROCESS_ID_LENGTH


def _event(raw: bytes) -> Event:
    match len(raw):
        case 1:
            return Reply(raw[0])
        case 3:
            return Cleared()
        case 4:
            return Pushed(raw)
        case _:
            return ProcessId(raw[2:6])


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """A printer's condition as bits tell it."""

    is_offline: bool = False
    cover_is_open: bool = False
    paper_ended: bool = False
    paper_is_low: bool = False
    cutter_failed: bool = False
    mechanism_failed: bool = False
    is_unrecoverable: bool = False
    is_head_hot: bool = False
    drawer_pin_is_high: bool = True  # pin 3 of the drawer's connector; high with nothing plugged in

    @property
    def job_error(self) -> Reason | None:
        """What makes a running job fail, None when nothing does; a hot head only delays it."""
        if self.cover_is_open:
            return Reason.COVER_OPEN
        if self.paper_ended:
            return Reason.MEDIA_EMPTY
        if self.cutter_failed:
            return Reason.CUTTER
        if self.mechanism_failed or self.is_unrecoverable:
            return Reason.HARDWARE_ERROR
        return None

    def consumables(self, *, has_near_end_sensor: bool) -> tuple[Consumable, ...]:
        """Tell what is left of the roll."""
        if self.paper_ended:
            return (Consumable("paper", Supply.EMPTY),)
        return (Consumable("paper", Supply.LOW if self.paper_is_low and has_near_end_sensor else Supply.OK),)

    def condition(self, *, has_near_end_sensor: bool) -> tuple[HealthState, tuple[Reason, ...], str]:
        """Give state, reasons and a detail for technicians."""
        if self.is_unrecoverable or self.mechanism_failed:
            return HealthState.FAULT, (Reason.HARDWARE_ERROR,), "the printer reports an error of its mechanism"
        error = self.job_error
        if error is not None:
            reasons = (error, Reason.MEDIA_EMPTY) if self.paper_ended and self.cover_is_open else (error,)
            return HealthState.NEEDS_PERSON, reasons, ""
        if self.is_head_hot:
            return HealthState.FAULT, (Reason.HEAD_HOT,), "the head cools down; the printer goes on by itself"
        if self.is_offline:
            return HealthState.NEEDS_PERSON, (), "offline without a reason: feed button, or waiting"
        if self.paper_is_low and has_near_end_sensor:
            return HealthState.DEGRADED, (Reason.MEDIA_LOW,), ""
        return HealthState.READY, (), ""


def from_pushed(raw: bytes) -> PrinterStatus:
    """Read the four bytes of an automatic status."""
    first, second, third, _ = raw
    return PrinterStatus(
        is_offline=bool(first & 0x08),
        cover_is_open=bool(first & 0x20),
        paper_ended=bool(third & 0x0C),
        paper_is_low=bool(third & 0x03),
        cutter_failed=bool(second & 0x08),
        mechanism_failed=bool(second & 0x04),
        is_unrecoverable=bool(second & 0x20),
        is_head_hot=bool(second & 0x40),
        drawer_pin_is_high=bool(first & 0x04),
    )


def from_replies(bits: Mapping[int, int]) -> PrinterStatus:
    """Read the answers to `DLE EOT` 1 to 4, by n. Absent answers tell nothing."""
    printer, offline, error, paper = (bits.get(number, 0) for number in (1, 2, 3, 4))
    return PrinterStatus(
        is_offline=bool(printer & 0x08),
        cover_is_open=bool(offline & 0x04),
        paper_ended=bool(paper & 0x60 or offline & 0x20),
        paper_is_low=bool(paper & 0x0C),
        cutter_failed=bool(error & 0x08),
        is_unrecoverable=bool(error & 0x20),
        is_head_hot=bool(error & 0x40),
        drawer_pin_is_high=bool(printer & 0x04),
    )
