"""One page on an open link, and what is proven of it. Source: protocols.md 4.3 and 7; reliability.md 6."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

from devices.api import DeviceError, NoAnswer, PrintOutcome, PrintProof, PrintVerdict, Reason
from devices.drivers.zpl.encoder import EncodedPage
from devices.drivers.zpl.link import PrinterLink
from devices.drivers.zpl.status import HostStatus
from devices.printing import asked_before, failed, unknown

BASE_LIMIT_S = 5.0
ASK_EVERY_S = 0.5
CLEAN_ANSWERS = 2
MISSES_TO_UNKNOWN = 3
LEAVE_S = 0.2
"""How long a last word is given to leave before the link is dropped, which throws away what has not."""


@dataclass(frozen=True, slots=True)
class JobRules:
    """What the printer's profile and line mean for a job. `wire_s_per_byte` is 0 where the line is no limit."""

    proof: PrintProof
    speed_mm_s: int
    has_taken_sensor: bool
    wire_s_per_byte: float


async def preflight(link: PrinterLink, rules: JobRules) -> PrintOutcome | None:
    """Ask the printer whether it can print now. Gives FAILED when not: no byte of the page was sent."""
    if rules.proof is PrintProof.NONE:
        return None
    await link.in_step()
    seen = await asked_before(link.ask)
    if isinstance(seen, PrintOutcome):
        return seen
    if rules.has_taken_sensor and seen.is_label_waiting:
        return failed(Reason.MEDIA_PRESENT, "the tag before has not been taken")
    return failed(None, "the printer still works on something else") if seen.has_work else None


class RunningJob:
    """Sends one page and waits for what becomes of it. Make it, `run` it once."""

    def __init__(self, link: PrinterLink, page: EncodedPage, rules: JobRules) -> None:
        self._link = link
        self._page = page
        self._rules = rules
        self._wire_s = len(page.content) * rules.wire_s_per_byte
        self._paper_s = page.length_mm / rules.speed_mm_s

    async def run(self) -> PrintOutcome:
        """Print. When cancelled, the link is dropped, so that the printer is cleared at the next opening."""
        try:
            return await self._printed()
        except asyncio.CancelledError:
            self._link.abort("printing was cancelled")
            raise
        except DeviceError as error:
            return unknown(Reason.NOT_REACHABLE, f"the line was lost after the first byte: {error}")

    async def _printed(self) -> PrintOutcome:
        limit_s = self._wire_s * 1.5 + self._paper_s * 2 + BASE_LIMIT_S
        try:
            async with asyncio.timeout(limit_s):
                await self._link.write(self._page.content)
                self._link.only_new_answers()
                await asyncio.sleep(self._paper_s)
                if self._rules.proof is PrintProof.NONE:
                    return unknown(None, "this printer proves nothing")
                return await self._until_clean()
        except TimeoutError:
            await self._give_up()
            return unknown(Reason.TIMEOUT, f"not proven within {limit_s:.1f} s")

    async def _until_clean(self) -> PrintOutcome:
        clean = misses = 0
        while True:
            try:
                seen = await self._link.ask()
            except NoAnswer as error:
                clean, misses = 0, misses + 1
                if misses >= MISSES_TO_UNKNOWN:
                    await self._give_up()
                    return unknown(Reason.NOT_RESPONDING, str(error))
                continue
            misses = 0
            if seen.job_error is not None:
                return await self._after_error(seen, seen.job_error)
            clean = 0 if seen.has_work else clean + 1
            if clean >= CLEAN_ANSWERS:
                return PrintOutcome(PrintVerdict.DONE)
            await asyncio.sleep(ASK_EVERY_S)

    async def _after_error(self, seen: HostStatus, reason: Reason) -> PrintOutcome:
        """FAILED is proven only by work that was left at the error, and forgotten afterwards."""
        try:
            await self._link.forget()
            self._link.only_new_answers()
            after = await self._ask_again()
        except NoAnswer as error:
            self._link.abort("the printer did not say that it forgot the page")
            return unknown(reason, f"an error, and then: {error}")
        if after.has_work:
            self._link.abort("the printer did not forget the page")
            return unknown(reason, "an error, and the page may still print")
        if not seen.has_work:
            return unknown(reason, "an error when nothing was left to print")
        return failed(reason, "an error before the page was finished; the printer forgot it")

    async def _ask_again(self) -> HostStatus:
        """Ask until an answer comes: one of before may have been lost. Raises `NoAnswer` after three."""
        for _ in range(MISSES_TO_UNKNOWN - 1):
            with contextlib.suppress(NoAnswer):
                return await self._link.ask()
        return await self._link.ask()

    async def _give_up(self) -> None:
        """Make the printer forget the page; the link is dropped, and the next opening makes it forget again."""
        with contextlib.suppress(NoAnswer):  # the next opening says it again
            await self._link.forget()
            await asyncio.sleep(LEAVE_S)
        self._link.abort("a page was not proven")
