"""The ends of a print job that are not DONE, and the question before its first byte. Source: protocols.md 4.3."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from devices.api import DeviceError, DriverUrl, NoAnswer, PrintOutcome, PrintVerdict, Reason
from devices.transport import BAUD

_BITS_PER_BYTE = 10  # start, eight, stop


class Told(Protocol):
    """What every printer says of itself."""

    @property
    def job_error(self) -> Reason | None:
        """Why no job can be finished now, or None."""
        ...

    @property
    def is_head_hot(self) -> bool:
        """True while the head cools."""
        ...


T = TypeVar("T", bound=Told)


def failed(reason: Reason | None, detail: str = "") -> PrintOutcome:
    """Give the outcome of a job of which nothing, or provably not all, came out."""
    return PrintOutcome(PrintVerdict.FAILED, reason, detail)


def unknown(reason: Reason | None, detail: str) -> PrintOutcome:
    """Give the outcome of a job of which nothing is proven."""
    return PrintOutcome(PrintVerdict.UNKNOWN, reason, detail)


async def asked_before(ask: Callable[[], Awaitable[T]]) -> T | PrintOutcome:
    """Ask the printer whether it can print now. Gives FAILED when not: no byte of the job was sent."""
    try:
        seen = await ask()
    except NoAnswer as error:
        return failed(Reason.NOT_RESPONDING, str(error))
    except DeviceError as error:
        return failed(Reason.NOT_REACHABLE, str(error))
    if seen.job_error is not None:
        return failed(seen.job_error, "before the first byte")
    if seen.is_head_hot:
        return failed(Reason.HEAD_HOT, "before the first byte")
    return seen


def wire_s_per_byte(url: DriverUrl) -> float:
    """Give how long a byte is on the line, 0 where the line is no limit."""
    return _BITS_PER_BYTE / BAUD.of(url) if url.transport == "serial" else 0.0
