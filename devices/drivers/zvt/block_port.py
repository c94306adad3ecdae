"""A serial line as a port of whole APDUs, so that links and dialogues are the same as over TCP.

What is repeated here is a block that the other side did not take, byte for byte, never a command: a receiver knows a
repeated block by its bytes, answers 06 again and drops it. Source: PA00P016 rev. 03; protocols.md 2.1.
"""

from __future__ import annotations

import asyncio

from devices.api import DeviceError, NoAnswer, Unplugged
from devices.drivers.zvt.wire import blocks
from devices.drivers.zvt.wire.blocks import Block, BlockReader, Found, Signal
from devices.drivers.zvt.wire.frames import parse_unit
from devices.transport import Port

T1_S = 0.2
"""Longest pause between two bytes of a block."""
T2_S = 5.0
"""Longest wait for the 06 or 15 that answers a block."""
REPEATS = 2
REPEATED_WITHIN_S = T2_S + 1.0
"""A block of the same bytes that comes later than this is a new one."""

_ANSWERS = (0x80, 0x84)


class BlockPort:
    """Reads give APDUs, writes take one whole APDU each. Answers blocks only while somebody reads."""

    def __init__(self, line: Port) -> None:
        self._line = line
        self._reader = BlockReader()
        self._units = bytearray()
        self._last_in = b""  # empty once the other side took a block of ours since: the same bytes are new then
        self._last_in_s = 0.0
        self._is_asking = False
        self._verdict: asyncio.Future[bool | DeviceError] | None = None
        self._writing = asyncio.Lock()

    async def read(self, limit: int) -> bytes:
        """Give 1 to `limit` bytes of the APDUs that came. Raises `Unplugged`, and `Garbled` for a block of no APDU."""
        try:
            while not self._units:
                await self._take_more()
        except DeviceError as error:
            self._fail(error)
            raise
        chunk = bytes(self._units[:limit])
        del self._units[:limit]
        return chunk

    async def write(self, chunk: bytes) -> None:
        """Send one APDU and wait until the other side has it.

        Raises `NoAnswer` when it did not take the block at the third time (it may have got it all the same), and
        `Unplugged`.
        """
        block = blocks.build(chunk)
        self._is_asking = chunk[0] not in _ANSWERS
        for _ in range(1 + REPEATS):
            self._verdict = asyncio.get_running_loop().create_future()
            await self._put(block)
            try:
                async with asyncio.timeout(T2_S):
                    verdict = await self._verdict
            except TimeoutError:
                continue
            if isinstance(verdict, DeviceError):
                raise verdict
            if verdict:
                return
        raise NoAnswer(f"a block was sent {1 + REPEATS} times and not taken")

    def abort(self) -> None:
        """Close at once. The other side of a serial line does not notice."""
        self._fail(Unplugged("the serial line was closed"))
        self._line.abort()

    def close(self) -> None:
        """Close."""
        self._fail(Unplugged("the serial line was closed"))
        self._line.close()

    async def _take_more(self) -> None:
        try:
            async with asyncio.timeout(T1_S if self._reader.is_amid else None):
                chunk = await self._line.read(4096)
        except TimeoutError:
            self._reader.give_up()
            await self._put(bytes((blocks.NAK,)))
            return
        for found in self._reader.feed(chunk):
            await self._take(found)

    async def _take(self, found: Found) -> None:
        match found:
            case Signal.ACK:
                self._judge(was_taken=True)
            case Signal.NAK:
                self._judge(was_taken=False)
            case Signal.BAD:
                await self._put(bytes((blocks.NAK,)))
            case Block(apdu):
                await self._put(bytes((blocks.ACK,)))
                self._receive(apdu)

    def _receive(self, apdu: bytes) -> None:
        """Take an APDU unless it is the last one repeated because our 06 was lost."""
        now_s = asyncio.get_running_loop().time()
        is_repeated = apdu == self._last_in and now_s - self._last_in_s <= REPEATED_WITHIN_S
        self._last_in_s = now_s
        if is_repeated:
            return
        unit = parse_unit(apdu)
        # A terminal answers a command, and goes on after an answer of ours, only when it has that block: its 06 was
        # lost. Sent again, an old answer could pass for the one to its next message.
        if not self._is_asking or unit.command >> 8 in _ANSWERS:
            self._judge(was_taken=True)
        self._last_in = apdu
        self._units += apdu

    def _judge(self, *, was_taken: bool) -> None:
        if self._verdict is None or self._verdict.done():
            return
        self._verdict.set_result(was_taken)
        if was_taken:
            self._last_in = b""

    def _fail(self, error: DeviceError) -> None:
        if self._verdict is not None and not self._verdict.done():
            self._verdict.set_result(error)

    async def _put(self, octets: bytes) -> None:
        async with self._writing:
            await self._line.write(octets)
