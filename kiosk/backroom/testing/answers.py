"""What a step of a self-test comes to, whatever the device does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from devices.api import (
    Device,
    DeviceError,
    Garbled,
    Health,
    NeedsPerson,
    NoAnswer,
    Reason,
    Refused,
    Unplugged,
)
from kiosk.domain.selftests import NOTHING, Measured
from kiosk.health.redaction import redacted

Tell: TypeAlias = Callable[[Measured], None]
MOST_CHARACTERS: Final = 160


@dataclass(frozen=True, slots=True)
class Answer:
    """What a device told; `why` is a word of `selftest.why`, empty when it is right."""

    is_right: bool
    measured: Measured = NOTHING
    why: str = ""


class Lendable(Device, Protocol):
    """A device as performers hold it: `kiosk.health.counting.Counted`."""

    def lend(self, listener: Callable[[object], None]) -> Callable[[], None]:
        """Tell `listener` alone what the device tells, until what is returned is called."""
        ...


_KINDS: Final[Mapping[type[DeviceError], str]] = {
    Unplugged: "unplugged", NoAnswer: "no-answer", Garbled: "garbled", NeedsPerson: "needs-person", Refused: "refused",
}  # fmt: skip
_REASONS: Final[Mapping[Reason, str]] = {
    Reason.MEDIA_EMPTY: "paper-out", Reason.COVER_OPEN: "cover-open", Reason.CUTTER: "cutter",
    Reason.MEDIA_JAMMED: "jam", Reason.HEAD_HOT: "head-hot", Reason.NOT_RESPONDING: "no-answer",
    Reason.NOT_REACHABLE: "unplugged", Reason.FORMAT_ERROR: "garbled", Reason.TIMEOUT: "time-out",
    Reason.UNDER_ZERO: "under-zero", Reason.OVER_CAPACITY: "over-capacity",
}  # fmt: skip


def plain(text: str) -> str:
    """Return a device's words as they may stand on a certificate: one line, nothing personal, not endless."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in redacted(text)).split())
    return line if len(line) <= MOST_CHARACTERS else f"{line[: MOST_CHARACTERS - 1]}…"


def of_error(error: DeviceError) -> Answer:
    """Return what a device's error comes to."""
    why = _KINDS.get(type(error), "refused")
    return Answer(False, Measured("words", plain(str(error))), why)


def of_health(health: Health) -> Answer:
    """Return what it comes to that a device cannot be used: its first reason that has a word of its own."""
    why = next((_REASONS[own] for own in health.reasons if own in _REASONS), "not-ready")
    words = " ".join((health.state.value, *(own.value for own in health.reasons)))
    return Answer(False, Measured("words", plain(f"{words}: {health.detail}" if health.detail else words)), why)


def of_reason(reason: Reason | None, detail: str) -> Answer:
    """Return what a print that failed comes to."""
    words = plain(": ".join(filter(None, (reason.value if reason is not None else "", detail))))
    return Answer(False, Measured("words", words), _REASONS.get(reason, "not-printed") if reason else "not-printed")
