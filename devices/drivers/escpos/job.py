"""One print job on an open link, and what is proven of it.

Source: protocols.md 4.3; reliability.md 6.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from devices.api import DeviceError, PrintOutcome, PrintProof, PrintVerdict, Reason, Unplugged
from devices.drivers.escpos.encoder import EncodedJob
from devices.drivers.escpos.link import JobWatch, PrinterLink
from devices.printing import asked_before, failed, unknown

BASE_LIMIT_S = 5.0
LINES_PER_S = 200.0
SLOW_LINES_PER_S = 20.0
"""Lines that a slow printer puts on paper in a second: how long a job without a process id is given."""
SETTLE_S = 0.5
LONG_JOB_LINES = 200
"""Jobs from this length are not begun on paper that is about to end."""


@dataclass(frozen=True, slots=True)
class JobRules:
    """What the printer's profile and line mean for a job. `wire_s_per_byte` is 0 where the line is no limit."""

    proof: PrintProof
    clears_buffer: bool
    wire_s_per_byte: float


async def preflight(
    link: PrinterLink, lines: int, rules: JobRules, *, has_near_end_sensor: bool
) -> PrintOutcome | None:
    """Ask the printer whether it can print now. Gives FAILED when not: no byte of the job was sent."""
    if rules.proof is PrintProof.NONE:
        return None
    seen = await asked_before(link.ask)
    if isinstance(seen, PrintOutcome):
        return seen
    if seen.is_offline:
        return failed(None, "the printer is offline")
    if has_near_end_sensor and seen.paper_is_low and lines >= LONG_JOB_LINES:
        return failed(Reason.MEDIA_LOW, f"{lines} lines and the paper is about to end")
    return None


class RunningJob:
    """Sends one job and waits for what becomes of it. Make it, `run` it once."""

    def __init__(self, link: PrinterLink, job: EncodedJob, rules: JobRules) -> None:
        self._link = link
        self._job = job
        self._rules = rules
        self._watch = JobWatch(job.process_id)
        self._wire_s = len(job.content) * rules.wire_s_per_byte

    async def run(self) -> PrintOutcome:
        """Print. When cancelled, the link is dropped, so that the printer is cleared at the next opening."""
        link = self._link
        link.watch = self._watch
        sending = asyncio.ensure_future(link.write(self._job.content))
        sending.add_done_callback(lambda _: self._watch.changed.set())
        try:
            return await self._outcome(sending)
        except asyncio.CancelledError:
            link.abort("printing was cancelled")
            raise
        finally:
            link.watch = None
            await _stop(sending)

    async def _outcome(self, sending: asyncio.Future[None]) -> PrintOutcome:
        limit_s = self._wire_s * 1.5 + self._job.lines / LINES_PER_S + BASE_LIMIT_S
        try:
            async with asyncio.timeout(limit_s):
                await self._until_decided(sending)
        except TimeoutError:
            await _stop(sending)
            await self._clear()
            return unknown(Reason.TIMEOUT, f"no proof within {limit_s:.1f} s")
        if self._watch.is_proven:
            return await self._proven()
        if self._watch.error is not None:
            await _stop(sending)
            return await self._after_error()
        if self._link.loss is not None or _is_lost(sending):
            return unknown(Reason.NOT_REACHABLE, "the line was lost after the first byte")
        return await self._without_process_id()

    async def _until_decided(self, sending: asyncio.Future[None]) -> None:
        """Wait for proof, an error, a lost line, or, without a process id, for all bytes to be handed over."""
        watch = self._watch
        while not (watch.is_proven or watch.error is not None or self._link.loss is not None or _is_lost(sending)):
            if sending.done() and self._rules.proof is not PrintProof.PROCESS_ID:
                return
            watch.changed.clear()
            await watch.changed.wait()

    async def _proven(self) -> PrintOutcome:
        if not self._link.pushes_status:  # it pushes no status, so a clean one has to be asked for
            try:
                seen = await self._link.ask()
            except DeviceError as error:
                return unknown(Reason.NOT_RESPONDING, f"processed, then: {error}")
            if seen.job_error is not None:
                return unknown(seen.job_error, "processed, then an error")
        return PrintOutcome(PrintVerdict.DONE)

    async def _after_error(self) -> PrintOutcome:
        """FAILED is proven only by an error and an emptied buffer, without a process id in between."""
        error = self._watch.error
        reason = None if error is None else error.job_error
        was_cleared = await self._clear()
        if self._watch.was_proven_late:
            return unknown(reason, "processed, but with an error before")
        if not was_cleared:
            return unknown(reason, "an error, and the buffer may not be empty")
        return failed(reason, "an error before the job was processed; the buffer was cleared")

    async def _clear(self) -> bool:
        """Empty the buffer; where that cannot be proven, drop the link: the next opening clears again."""
        if not self._rules.clears_buffer:
            return False
        if await self._link.clear():
            return True
        self._link.abort("the printer's buffer could not be cleared")
        return False

    async def _without_process_id(self) -> PrintOutcome:
        """Let wire and paper time pass without an error; where the profile allows, ask twice for a clean status."""
        await self._quiet_for(self._wire_s * 1.5 + self._job.lines / SLOW_LINES_PER_S)
        if self._rules.proof is PrintProof.NONE:
            return unknown(None, "this printer proves nothing")
        for pause_s in (0.0, SETTLE_S):
            await self._quiet_for(pause_s)
            if self._watch.error is not None:
                break
            try:
                await self._link.ask()
            except DeviceError as error:
                return unknown(Reason.NOT_RESPONDING, str(error))
        if self._watch.error is not None:
            return await self._after_error()
        return PrintOutcome(PrintVerdict.DONE)

    async def _quiet_for(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        watch = self._watch
        while watch.error is None and self._link.loss is None and loop.time() < until:
            watch.changed.clear()
            try:
                async with asyncio.timeout_at(until):
                    await watch.changed.wait()
            except TimeoutError:
                return


def _is_lost(sending: asyncio.Future[None]) -> bool:
    return sending.done() and not sending.cancelled() and isinstance(sending.exception(), Unplugged)


async def _stop(sending: asyncio.Future[None]) -> None:
    """Send no more of the job. A loss of the line is known from the link."""
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
