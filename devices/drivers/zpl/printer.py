"""A printer of tags and passes: implements `devices.api.TagPrinter`."""

from __future__ import annotations

import asyncio

from devices.api import (
    DriverUrl,
    HealthState,
    NoAnswer,
    PageRequest,
    PrintOutcome,
    PrintProof,
    Reason,
    TagPrinterCapabilities,
)
from devices.condition import Conditioned
from devices.drivers.zpl.encoder import EncodedPage, PageEncoder
from devices.drivers.zpl.job import JobRules, RunningJob, preflight
from devices.drivers.zpl.link import PrinterLink
from devices.drivers.zpl.profile import TagPrinterProfile
from devices.drivers.zpl.status import HostStatus
from devices.loop import together
from devices.printing import Desk, wire_s_per_byte
from devices.transport import OpenPort

HEARTBEAT_S = 5.0
WAITING_BEAT_S = 1.0
MISSES_TO_SILENT = 3
TAKE_S = 30.0


class ZplPrinter(Conditioned):
    """One printer. `run` keeps its condition fresh by a heartbeat; `print` takes pages one by one."""

    def __init__(self, url: DriverUrl, open_port: OpenPort, profile: TagPrinterProfile) -> None:
        super().__init__()
        self._url = url
        self._open_port = open_port
        self._profile = profile
        self._encoder = PageEncoder(profile.capabilities)
        self._rules = JobRules(
            proof=profile.capabilities.print_proof,
            speed_mm_s=profile.speed_mm_s,
            has_taken_sensor=profile.capabilities.has_taken_sensor,
            wire_s_per_byte=wire_s_per_byte(url),
        )
        self._link: PrinterLink | None = None
        self._desk = Desk()
        self._waiting_since: float | None = None

    @property
    def capabilities(self) -> TagPrinterCapabilities:
        """What this model can do, from its profile."""
        return self._profile.capabilities

    async def reset(self) -> None:
        """Make the printer forget every page; drops a running job."""
        link = self._link
        if link is not None and link.loss is None:
            await link.forget()
            link.stirred.set()

    # --- the life of the link ---

    async def run(self) -> None:
        """Open the port, make the printer forget old pages, and watch it. Raises `DeviceError`."""
        with self._condition.opened():
            port = await self._open_port(self._url)
            link = PrinterLink(port)
            self._link, self._waiting_since = link, None
            try:
                await together(link.serve(), self._watch(link))
            finally:
                self._link = None
                link.close()

    async def _watch(self, link: PrinterLink) -> None:
        await link.forget()  # the rest of a job of before must not print by itself
        misses = 0
        while True:
            link.stirred.clear()
            if link.loss is not None:
                raise link.loss
            if not self._desk.is_busy:
                misses = await self._beat(link, misses)
            pause_s = HEARTBEAT_S if self._waiting_since is None else WAITING_BEAT_S
            try:
                async with asyncio.timeout(pause_s if misses == 0 else 0.1):
                    await link.stirred.wait()
            except TimeoutError:
                continue

    async def _beat(self, link: PrinterLink, misses: int) -> int:
        """Ask for the condition; give how many times in a row it was not told. Raises `NoAnswer` after three."""
        if self._rules.proof is PrintProof.NONE:
            self._condition.set(HealthState.READY, detail="this printer says nothing of itself")
            return 0
        try:
            seen = await link.ask()
        except NoAnswer as error:
            if misses + 1 >= MISSES_TO_SILENT:
                raise NoAnswer(f"{error}: off, or out of stock or open where it then says nothing") from None
            return misses + 1
        if not self._desk.is_busy:
            self._show(seen)
        return 0

    def _show(self, seen: HostStatus) -> None:
        now = asyncio.get_running_loop().time()
        is_waiting = self.capabilities.has_taken_sensor and seen.is_label_waiting
        if not is_waiting:
            self._waiting_since = None
        elif self._waiting_since is None:
            self._waiting_since = now
        state, reasons, detail = seen.condition()
        if state is HealthState.READY and self._waiting_since is not None:
            is_left = now - self._waiting_since >= TAKE_S
            state = HealthState.NEEDS_PERSON if is_left else HealthState.BUSY
            reasons, detail = (Reason.MEDIA_PRESENT,), "a tag hangs in the mouth"
        self._condition.set(state, *reasons, detail=detail, consumables=seen.consumables)

    # --- printing ---

    async def print(self, request: PageRequest) -> PrintOutcome:
        """Put one page on stock and say what is proven of it. See `devices.api.TagPrinter`."""
        return await self._desk.take(self._link, lambda: self._encoder.encode(request), self._print_on)

    async def _print_on(self, link: PrinterLink, page: EncodedPage) -> PrintOutcome:
        try:
            refusal = await preflight(link, self._rules)
            if refusal is not None:
                return refusal
            self._condition.set(HealthState.BUSY)
            return await RunningJob(link, page, self._rules).run()
        finally:
            link.stirred.set()
