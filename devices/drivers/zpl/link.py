"""One connection to a printer of labels: questions, and answers that do not say which question they belong to."""

from __future__ import annotations

import asyncio

from devices.api import DeviceError, NoAnswer, Unplugged
from devices.drivers.zpl.status import HostStatus, StatusParser
from devices.transport import Port

REPLY_LIMIT_S = 1.0
ASK = b"~HS\r\n"
FORGET = b"~JA\r\n"


class PrinterLink:
    """Reads in `serve`; everything else asks and writes."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._parser = StatusParser()
        self._asking = asyncio.Lock()
        self._writing = asyncio.Lock()
        self._reply: asyncio.Future[HostStatus] | None = None
        self._unanswered = 0
        self._old_answers = 0
        self.loss: DeviceError | None = None
        self.stirred = asyncio.Event()

    async def serve(self) -> None:
        """Read until the line is lost. Raises `Unplugged`."""
        try:
            while True:
                for status in self._parser.feed(await self._port.read(1024)):
                    self._take(status)
        except DeviceError as error:
            self.lose(error)
            raise

    def lose(self, why: DeviceError) -> None:
        """Note that the line is gone, and wake who waits."""
        self.loss = self.loss or why
        self.stirred.set()
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(self.loss)

    def _take(self, status: HostStatus) -> None:
        if not self._unanswered:
            return  # an answer to no question
        self._unanswered -= 1
        if self._old_answers:
            self._old_answers -= 1
            return
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(status)

    def only_new_answers(self) -> None:
        """From now on, answers that may belong to questions of before are not given to anybody.

        A question whose answer was lost for good costs one answer more.
        """
        self._old_answers = self._unanswered

    async def ask(self) -> HostStatus:
        """Ask `~HS`. Raises `NoAnswer` when nothing comes in time, `Unplugged` when the line is gone."""
        async with self._asking:
            self._reply = asyncio.get_running_loop().create_future()
            self._unanswered += 1
            try:
                async with asyncio.timeout(REPLY_LIMIT_S):
                    await self.write(ASK)
                    return await self._reply
            except TimeoutError:
                raise self.loss or NoAnswer(f"no answer to ~HS within {REPLY_LIMIT_S:g} s") from None
            finally:
                self._reply = None

    async def write(self, chunk: bytes) -> None:
        """Write all bytes, after what is being written. Raises `Unplugged`."""
        async with self._writing:
            if self.loss is not None:
                raise self.loss
            await self._port.write(chunk)

    async def forget(self) -> None:
        """Make the printer forget every format. Raises `Unplugged`, and `NoAnswer` when the line takes no bytes."""
        try:
            async with asyncio.timeout(REPLY_LIMIT_S):
                await self.write(FORGET)
        except TimeoutError:
            raise NoAnswer("the line takes no bytes") from None

    def abort(self, why: str) -> None:
        """Reset the connection; what the system still holds of a job is dropped."""
        self.lose(Unplugged(why))
        self._port.abort()

    def close(self) -> None:
        """Close in order."""
        self.lose(Unplugged("closed"))
        self._port.close()
