"""One open port to a device that is asked: frames in, questions out; an answer that is late belongs to no question."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from devices.api import Garbled, NoAnswer
from devices.transport import Port

REPLY_LIMIT_S = 0.5
"""How long an answer may take."""
QUIET_S = 0.2
QUIET_LIMIT_S = 2.0

F_co = TypeVar("F_co", covariant=True)
F = TypeVar("F")


class Framer(Protocol[F_co]):
    """Cuts bytes into frames, in any portions. Pure; a spoilt frame is given as a frame, never raised."""

    def feed(self, chunk: bytes) -> Iterable[F_co]:
        """Take bytes, give the frames that they complete."""
        ...

    def clear(self) -> None:
        """Forget the start of a frame."""
        ...


class AskedLine(Generic[F]):
    """Reads in `serve`; one question at a time elsewhere."""

    def __init__(self, port: Port, framer: Framer[F]) -> None:
        self._port = port
        self._framer = framer
        self._frames: list[F] = []
        self._arrived = asyncio.Event()
        self._heard_bytes = asyncio.Event()
        self._sent_mono = -1000.0

    async def serve(self) -> None:
        """Read until the line is lost. Raises `Unplugged`."""
        while True:
            chunk = await self._port.read(1024)
            self._heard_bytes.set()
            self._frames += self._framer.feed(chunk)
            del self._frames[:-16]  # nobody asks for more
            if self._frames:
                self._arrived.set()

    async def ask(self, question: bytes, *, gap_s: float = 0.0) -> F:
        """Send a question, at least `gap_s` after the one before, and give its one answer.

        Raises `NoAnswer` within 500 ms, and `Garbled` when two frames answer one question: one of them is old.
        """
        await self._pause(gap_s)
        self._forget()
        await self._write(question)
        answer = await self.next()
        if self._frames:
            self._frames.clear()
            raise Garbled("two answers to one question")
        return answer

    async def tell(self, command: bytes, *, gap_s: float = 0.0) -> None:
        """Send what has no answer, at least `gap_s` after what was sent before. Raises `NoAnswer`, `Unplugged`."""
        await self._pause(gap_s)
        await self._write(command)

    async def _pause(self, gap_s: float) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._sent_mono + gap_s - loop.time()))
        self._sent_mono = loop.time()

    async def _write(self, question: bytes) -> None:
        try:
            async with asyncio.timeout(REPLY_LIMIT_S):
                await self._port.write(question)
        except TimeoutError:
            raise NoAnswer("the line takes no bytes") from None

    async def next(self) -> F:
        """Give the next frame. Raises `NoAnswer` when none comes within 500 ms."""
        try:
            async with asyncio.timeout(REPLY_LIMIT_S):
                while not self._frames:
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            raise NoAnswer(f"no answer within {REPLY_LIMIT_S:g} s") from None
        return self._frames.pop(0)

    @property
    def is_babbled(self) -> bool:
        """True when bytes came since the last question, whatever they were."""
        return self._heard_bytes.is_set()

    async def quiet(self) -> None:
        """Wait until nothing has come for 200 ms, 2 s at most, so that a late answer meets no later question."""
        until = asyncio.get_running_loop().time() + QUIET_LIMIT_S
        while asyncio.get_running_loop().time() < until:
            self._heard_bytes.clear()
            try:
                async with asyncio.timeout(QUIET_S):
                    await self._heard_bytes.wait()
            except TimeoutError:
                break
        self._forget()

    def _forget(self) -> None:
        self._frames.clear()
        self._framer.clear()
        self._heard_bytes.clear()

    def close(self) -> None:
        """Close the port."""
        self._port.close()
