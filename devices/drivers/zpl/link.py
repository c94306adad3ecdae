"""One connection to a printer of labels: questions, and answers that do not say which question they belong to."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from devices.api import DeviceError, NoAnswer
from devices.drivers.zpl.status import HostStatus, StatusParser
from devices.printing import PrinterLine
from devices.transport import Port

REPLY_LIMIT_S = 1.0
LOST_AFTER_S = 5.0
"""How long an answer may be under way. Three that stay out end the connection within that time, and with it all."""
ASK = b"~HS\r\n"
FORGET = b"~JA\r\n"


@dataclass(slots=True)
class _Question:
    asked_mono: float
    is_old: bool = False  # asked before the job that runs: its answer proves nothing


class PrinterLink(PrinterLine):
    """Reads in `serve`; everything else asks and writes."""

    def __init__(self, port: Port) -> None:
        super().__init__(port)
        self._parser = StatusParser()
        self._asking = asyncio.Lock()
        self._reply: asyncio.Future[HostStatus | None] | None = None  # None: lost
        self._open: deque[_Question] = deque()  # asked and not answered, the oldest first

    def lose(self, why: DeviceError) -> None:
        """Note that the line is gone, and wake who waits."""
        super().lose(why)
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(None)

    def _heard(self, chunk: bytes) -> None:
        for status in self._parser.feed(chunk):
            self._take(status)

    def _take(self, status: HostStatus) -> None:
        if not self._open:
            return  # an answer to no question
        if self._open.popleft().is_old:
            return
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(status)

    async def in_step(self) -> None:
        """Wait until no question is open whose answer may still be under way; what is later than that is lost."""
        async with self._asking:
            if self._open:
                late_s = asyncio.get_running_loop().time() - self._open[-1].asked_mono
                await asyncio.sleep(LOST_AFTER_S - late_s)
                self._open.clear()

    def only_new_answers(self) -> None:
        """From now on, answers that may belong to questions of before are not given to anybody.

        A question whose answer was lost for good costs one answer more.
        """
        for question in self._open:
            question.is_old = True

    async def ask(self) -> HostStatus:
        """Ask `~HS`. Raises `NoAnswer` when nothing comes in time, `Unplugged` when the line is gone."""
        async with self._asking:
            loop = asyncio.get_running_loop()
            self._reply = loop.create_future()
            self._open.append(_Question(loop.time()))
            try:
                async with asyncio.timeout(REPLY_LIMIT_S):
                    await self.write(ASK)
                    seen = await self._reply
            except TimeoutError:
                seen = None
            finally:
                self._reply = None
        if seen is None:
            raise self.loss or NoAnswer(f"no answer to ~HS within {REPLY_LIMIT_S:g} s")
        return seen

    async def forget(self) -> None:
        """Make the printer forget every format. Raises `Unplugged`, and `NoAnswer` when the line takes no bytes."""
        try:
            async with asyncio.timeout(REPLY_LIMIT_S):
                await self.write(FORGET)
        except TimeoutError:
            raise NoAnswer("the line takes no bytes") from None
