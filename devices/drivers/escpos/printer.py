"""An ESC/POS receipt printer: implements `devices.api.Printer`, `CanOpenDrawer` and `CanKeepLogo`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from devices.api import (
    DriverUrl,
    HealthState,
    KeptLogo,
    NoAnswer,
    PrinterCapabilities,
    PrintOutcome,
    PrintProof,
    PrintRequest,
    Reason,
    Refused,
    Unplugged,
)
from devices.condition import Conditioned
from devices.drivers.escpos import commands
from devices.drivers.escpos.drawing.logo import dots_of, kept
from devices.drivers.escpos.encoder import EncodedJob, JobEncoder
from devices.drivers.escpos.job import JobRules, RunningJob, preflight
from devices.drivers.escpos.link import PrinterLink
from devices.drivers.escpos.profile import PrinterProfile
from devices.drivers.escpos.status import PrinterStatus
from devices.loop import together
from devices.printing import Desk, wire_s_per_byte
from devices.transport import OpenPort

HEARTBEAT_S = 5.0
MISSES_TO_SILENT = 3

log = logging.getLogger(__name__)


class EscposPrinter(Conditioned):
    """One printer. `run` keeps its condition fresh by pushed status and a heartbeat; `print` takes jobs one by one."""

    def __init__(self, url: DriverUrl, open_port: OpenPort, profile: PrinterProfile, drawer_open: str = "") -> None:
        super().__init__()
        self._drawer_open = drawer_open  # the level of pin 3 while the drawer is open: high, low, or not known
        self._drawer_pin_is_high: bool | None = None
        self._url = url
        self._open_port = open_port
        self._profile = profile
        self._encoder = JobEncoder(profile)
        self._rules = JobRules(
            proof=profile.capabilities.print_proof,
            clears_buffer=profile.clears_buffer,
            wire_s_per_byte=wire_s_per_byte(url),
        )
        self._link: PrinterLink | None = None
        self._desk = Desk()
        self._is_beat_wanted = False
        self._is_cutter_in_hand = False

    @property
    def capabilities(self) -> PrinterCapabilities:
        """What this model can do, from its profile."""
        return self._profile.capabilities

    async def reset(self) -> None:
        """Empty the printer's buffers and let it recover from an error; drops a running job."""
        link = self._link
        if link is not None and link.loss is None:
            await link.clear()
            await link.write(commands.RECOVER_AND_CLEAR)  # protocols.md 4.1: from memory, check on hardware
            self._want_beat(link)

    def _want_beat(self, link: PrinterLink) -> None:
        self._is_beat_wanted = True
        link.stirred.set()

    # --- the life of the link ---

    async def run(self) -> None:
        """Open the port, make the printer forget old jobs, and watch it. Raises `DeviceError`."""
        with self._condition.opened():
            port = await self._open_port(self._url)
            link = PrinterLink(port)
            self._link = link
            self._is_beat_wanted = self._is_cutter_in_hand = False
            try:
                await together(link.serve(), self._watch(link))
            finally:
                self._link = self._drawer_pin_is_high = None
                link.close()

    async def _watch(self, link: PrinterLink) -> None:
        if self._profile.clears_buffer:  # the rest of a job of before must not print by itself
            await link.clear()
        await link.write(commands.PUSH_STATUS * self._profile.pushes_status)
        misses = 0
        while True:
            if link.loss is not None:
                raise link.loss
            if not self._desk.is_busy:
                misses = await self._beat(link, misses)
                await self._recover_cutter(link)
            await self._until_due(link, HEARTBEAT_S if misses == 0 or self.health.is_usable else 0.0)

    async def _recover_cutter(self, link: PrinterLink) -> None:
        """Let the cutter go on after its error, once somebody has opened the cover and closed it again.

        Not before: a blade must not move while a hand is at it.
        """
        if self._is_cutter_in_hand and Reason.COVER_OPEN not in self.health.reasons:
            self._is_cutter_in_hand = False
            await link.write(commands.RECOVER_AND_CLEAR)

    async def _beat(self, link: PrinterLink, misses: int) -> int:
        """Ask for the condition; give how many times in a row it was not told. Raises `NoAnswer` after three."""
        if self._rules.proof is PrintProof.NONE:
            self._condition.set(HealthState.READY, detail="this printer says nothing of itself")
            return 0
        try:
            self._show(await link.ask())
        except NoAnswer:
            if misses + 1 >= MISSES_TO_SILENT:
                raise
            return misses + 1
        return 0

    async def _until_due(self, link: PrinterLink, seconds: float) -> None:
        """Show what is pushed until the next heartbeat, or until a job has ended."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while loop.time() < until and link.loss is None and not self._is_beat_wanted:
            link.stirred.clear()
            pushed = link.take_unseen()
            if pushed is not None:
                self._show(pushed)
            try:
                async with asyncio.timeout_at(until):
                    await link.stirred.wait()
            except TimeoutError:
                break
        self._is_beat_wanted = False

    def _show(self, seen: PrinterStatus) -> None:
        near_end = self._profile.capabilities.has_near_end_sensor
        self._drawer_pin_is_high = seen.drawer_pin_is_high
        if seen.cutter_failed and seen.cover_is_open:
            self._is_cutter_in_hand = True
        state, reasons, detail = seen.condition(has_near_end_sensor=near_end)
        if self._desk.is_busy and state in (HealthState.READY, HealthState.DEGRADED):
            state, reasons, detail = HealthState.BUSY, (), ""
        left = seen.consumables(has_near_end_sensor=near_end)
        self._condition.set(state, *reasons, detail=detail, consumables=left)

    # --- the cash drawer ---

    @property
    def drawer_is_open(self) -> bool | None:
        """Whether the drawer stands open; None where the URL does not say what its pin 3 means, and without a link."""
        if not self._drawer_open or self._drawer_pin_is_high is None:
            return None
        return self._drawer_pin_is_high is (self._drawer_open == "high")

    async def open_drawer(self) -> None:
        """Send the pulse, after what is being sent. Raises `Refused` without a drawer, `Unplugged` without a link."""
        if not self.capabilities.has_drawer:
            raise Refused("NO_DRAWER", f"{self._profile.name} has no connector for a drawer")
        link = self._link
        if link is None or link.loss is not None:
            raise Unplugged("no link to the printer")
        await link.write(commands.kick_drawer())

    # --- printing ---

    async def print(self, request: PrintRequest) -> PrintOutcome:
        """Put one document on paper and say what is proven of it. See `devices.api.Printer`."""
        return await self.take(lambda: self._encoded(request))

    async def take(self, encode: Callable[[], EncodedJob]) -> PrintOutcome:
        """Print one job, whatever it was made from; `encode` raises ValueError for what cannot be printed."""
        return await self._desk.take(self._link, encode, self._print_on)

    @property
    def encoder(self) -> JobEncoder:
        """What makes jobs for this model."""
        return self._encoder

    async def keep_logo(self, number: int, picture: bytes) -> tuple[KeptLogo, PrintOutcome]:
        """Store a picture in the printer's memory and print it from there. See `devices.api.CanKeepLogo`."""
        image = dots_of(picture, self.capabilities.width_dots)
        job = self._encoder.logo(number, number, image)
        return kept(number, image), await self.take(lambda: job)

    def _encoded(self, request: PrintRequest) -> EncodedJob:
        job = self._encoder.encode(request)
        if job.lost_characters:
            log.warning("job %d: %d characters are not on code page %s", request.job, job.lost_characters, self._page())
        return job

    async def _print_on(self, link: PrinterLink, job: EncodedJob) -> PrintOutcome:
        near_end = self.capabilities.has_near_end_sensor
        try:
            refusal = await preflight(link, job.lines, self._rules, has_near_end_sensor=near_end)
            if refusal is not None:
                return refusal
            self._condition.set(HealthState.BUSY)
            return await RunningJob(link, job, self._rules).run()
        finally:
            self._want_beat(link)

    def _page(self) -> str:
        return self._profile.capabilities.code_page
