"""Where the jobs of one printer come in, one by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from devices.api import DeviceError, PrintOutcome, Reason
from devices.printing.outcomes import failed


class HasLoss(Protocol):
    """A connection that knows whether it is lost."""

    loss: DeviceError | None


L = TypeVar("L", bound=HasLoss)
J = TypeVar("J")


class Desk:
    """Lets one job at a time to the printer. `is_busy` while it is there."""

    def __init__(self) -> None:
        self.is_busy = False

    async def take(
        self, link: L | None, encode: Callable[[], J], print_on: Callable[[L, J], Awaitable[PrintOutcome]]
    ) -> PrintOutcome:
        """Encode a job and print it. FAILED before the first byte: another job, no link, or what cannot be printed.

        `encode` raises ValueError for what the printer cannot put on paper as it is meant.
        """
        if self.is_busy:
            return failed(None, "another job is running")
        if link is None or link.loss is not None:
            return failed(Reason.NOT_REACHABLE, "no link to the printer")
        try:
            job = encode()
        except ValueError as error:
            return failed(Reason.FORMAT_ERROR, str(error))
        self.is_busy = True
        try:
            return await print_on(link, job)
        finally:
            self.is_busy = False
