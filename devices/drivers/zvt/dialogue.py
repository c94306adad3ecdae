"""One ZVT command and everything the terminal says until it hands the master rights back.

After `80 00` the terminal is master until `06 0F` or `06 1E`; each of its messages is acknowledged.
Source: PA00P015 rev. 13.08 ch. 1 and 2; PA00P016 rev. 03 (T3, T4); protocols.md 2.1.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto

from devices.api import Garbled, NoAnswer
from devices.drivers.zvt import messages
from devices.drivers.zvt.link import Link
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire.frames import Apdu

AFTER_ABORT_S = 10.0
"""How long a payment that was given up at T4 may still say what became of it."""


class StillMaster(Garbled):
    """The terminal goes on with a dialogue of before: it has not taken what was sent."""


class Close(Enum):
    """How a dialogue ended."""

    COMPLETED = auto()  # 06 0F
    ABORTED = auto()  # 06 1E
    REFUSED = auto()  # 84 xx instead of 80 00: the command was not executed


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a dialogue: how, the result code of an abort or refusal, and the unit that ended it."""

    close: Close
    code: int | None
    unit: Apdu


@dataclass(frozen=True, slots=True)
class Limits:
    """T3: from a command to its `80` or `84`. T4: from there to the end; 04 FF and 04 0F start it again."""

    t3_s: float
    t4_s: float


async def _accept(_: Apdu) -> Apdu:
    return messages.ACK


@dataclass(slots=True)
class Dialogue:
    """The kiosk's side of one dialogue.

    `on_status` gives the answer to each `04 0F`; `on_end` is awaited before `06 1E` is acknowledged;
    `on_intermediate` must not raise. `abort` may be called from another task.
    """

    link: Link
    limits: Limits
    receipt: ReceiptText
    on_status: Callable[[Apdu], Awaitable[Apdu]] = _accept
    on_intermediate: Callable[[int], None] = lambda code: None
    on_end: Callable[[Ended], Awaitable[None]] | None = None
    aborts_at_t4: bool = False
    _limit_s: float = 0.0
    _deadline: float = 0.0
    _terminal_is_master: bool = False
    _abort_wanted: bool = False
    _abort_answers: int = 0
    _ended: Ended | None = None

    async def run(self, command: Apdu) -> Ended:
        """Send the command and see the dialogue through. Raises `DeviceError`; nothing is sent a second time."""
        await self.link.send(command)
        first = await self.link.receive(self.limits.t3_s)
        if messages.is_refusal(first):
            return await self._finish(Ended(Close.REFUSED, messages.refusal_code(first), first), None)
        if first.command in messages.OF_THE_MASTER:
            raise StillMaster(f"{first.name} of a dialogue of before, not an answer to {command.name}")
        if not messages.is_ack(first):
            raise Garbled(f"{first.name} instead of an answer to {command.name}")
        self._limit_s = self.limits.t4_s
        self._restart_t4()
        self._terminal_is_master = True
        if self._abort_wanted:
            await self._send_abort()
        while self._ended is None:
            await self._take(await self._next())
        return self._ended

    async def abort(self) -> bool:
        """Ask the terminal to give up (06 B0), once. False when the dialogue is over or the line is lost."""
        if self._ended is not None or self.link.loss is not None:
            return False
        if not self._abort_wanted:
            self._abort_wanted = True
            if self._terminal_is_master:
                await self._send_abort()
        return True

    async def _send_abort(self) -> None:
        self._abort_answers += 1
        await self.link.send(Apdu(messages.ABORT))

    async def _next(self) -> Apdu:
        loop = asyncio.get_running_loop()
        try:
            return await self.link.receive(max(0.0, self._deadline - loop.time()))
        except NoAnswer:
            if not self.aborts_at_t4 or self._abort_wanted:
                raise
        await self.abort()
        self._deadline = loop.time() + AFTER_ABORT_S
        return await self._next()

    def _restart_t4(self) -> None:
        self._deadline = asyncio.get_running_loop().time() + self._limit_s

    async def _take(self, unit: Apdu) -> None:
        match unit.command:
            case messages.STATUS:
                answer = await self.on_status(unit)
                self._restart_t4()
                await self.link.send(answer)
            case messages.INTERMEDIATE:
                await self._take_intermediate(unit)
            case messages.LINE:
                self.receipt.add_line(unit)
                await self.link.send(messages.ACK)
            case messages.BLOCK:
                self.receipt.add_block(unit)
                await self.link.send(messages.ACK)
            case messages.COMPLETION:
                self._ended = await self._finish(Ended(Close.COMPLETED, None, unit), messages.ACK)
            case messages.ABORTED:
                self._ended = await self._finish(Ended(Close.ABORTED, messages.abort_code(unit), unit), messages.ACK)
            case messages.CLOCK:
                await self.link.send(messages.ACK)
            case _:
                await self._take_other(unit)

    async def _take_intermediate(self, unit: Apdu) -> None:
        found = messages.read_intermediate(unit)
        if found.limit_min is not None:
            self._limit_s = 60.0 * found.limit_min
        self._restart_t4()
        self.on_intermediate(found.code)
        await self.link.send(messages.ACK)

    async def _take_other(self, unit: Apdu) -> None:
        if unit.command >> 8 in (messages.ACK_CLASS, messages.REFUSAL_CLASS):
            if not self._abort_answers:
                raise Garbled(f"{unit.name} answers nothing that was sent")
            self._abort_answers -= 1
            return
        await self.link.send(messages.NOT_POSSIBLE)

    async def _finish(self, ended: Ended, answer: Apdu | None) -> Ended:
        if self.on_end is not None:
            await self.on_end(ended)
        if answer is not None:
            await self.link.send(answer)
        return ended
