"""One connection to a printer: status asked and pushed, in one stream of bytes."""

from __future__ import annotations

import asyncio
import logging

from devices.api import DeviceError, NoAnswer, Unplugged
from devices.drivers.escpos import commands, status
from devices.drivers.escpos.status import Cleared, Event, PrinterStatus, ProcessId, Pushed, Reply, StatusParser
from devices.printing import PrinterLine
from devices.transport import Port

REPLY_LIMIT_S = 0.5
CLEAR_LIMIT_S = 1.0

log = logging.getLogger(__name__)


class JobWatch:
    """What the printer said since the first byte of one job."""

    def __init__(self, process_id: bytes) -> None:
        self._process_id = process_id
        self.changed = asyncio.Event()
        self.error: PrinterStatus | None = None  # the first bad status, while the job was not proven
        self.is_proven = False
        self.was_proven_late = False  # the process id came after an error

    def saw(self, seen: PrinterStatus) -> None:
        """Take a status; the first that ends a job counts until the job is proven."""
        if seen.job_error is not None and self.error is None and not self.is_proven:
            self.error = seen
            self.changed.set()

    def processed(self, text: bytes) -> None:
        """Take a process id; only this job's own proves anything."""
        if text != self._process_id:
            log.info("printer: the process id of another job came, ignored")
            return
        self.is_proven = self.error is None
        self.was_proven_late = not self.is_proven
        self.changed.set()


class PrinterLink(PrinterLine):
    """Reads in `serve`; everything else asks and writes. `watch` hears what becomes of a job."""

    def __init__(self, port: Port) -> None:
        super().__init__(port)
        self._parser = StatusParser()
        self._reply: asyncio.Future[int] | None = None
        self._asking = asyncio.Lock()
        self._cleared = asyncio.Event()
        self.watch: JobWatch | None = None
        self.pushes_status = False
        self._unseen: PrinterStatus | None = None

    def _heard(self, chunk: bytes) -> None:
        for event in self._parser.feed(chunk):
            self._take(event)

    def lose(self, why: DeviceError) -> None:
        """Note that the line is gone, and wake who waits."""
        super().lose(why)
        if self.watch is not None:
            self.watch.changed.set()

    def _take(self, event: Event) -> None:
        match event:
            case Reply(bits):
                if self._reply is not None and not self._reply.done():
                    self._reply.set_result(bits)
            case Pushed(raw):
                self.pushes_status = True
                self._unseen = status.from_pushed(raw)
                self.saw(self._unseen)
                self.stirred.set()
            case ProcessId(text):
                if self.watch is not None:
                    self.watch.processed(text)
            case Cleared():
                self._cleared.set()

    def take_unseen(self) -> PrinterStatus | None:
        """Give the last pushed status once."""
        unseen, self._unseen = self._unseen, None
        return unseen

    def saw(self, seen: PrinterStatus) -> None:
        """Let a running job hear of a status."""
        if self.watch is not None:
            self.watch.saw(seen)

    async def ask(self) -> PrinterStatus:
        """Ask all four status bytes. Raises `NoAnswer` when one stays out, `Unplugged` when the line is gone.

        A reply does not name its question: after one that stayed out, no more is asked in this round.
        """
        async with self._asking:
            bits = {number: await self._ask_one(number) for number in (1, 2, 3, 4)}
        found = status.from_replies(bits)
        self.saw(found)
        return found

    async def _ask_one(self, number: int) -> int:
        self._reply = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(REPLY_LIMIT_S):
                await self.write(commands.ask_status(number))
                return await self._reply
        except TimeoutError:
            raise self.loss or NoAnswer(f"no answer to DLE EOT {number} within {REPLY_LIMIT_S:g} s") from None
        finally:
            self._reply = None

    async def clear(self) -> bool:
        """Empty the printer's buffers. True when it said that it did."""
        self._cleared.clear()
        try:
            async with asyncio.timeout(CLEAR_LIMIT_S):
                await self.write(commands.CLEAR_BUFFER)
                await self._cleared.wait()
        except (TimeoutError, Unplugged):
            return False
        return True
