"""The serial transport: broken, repeated and lost blocks, and what never happens twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import Garbled, NoAnswer, Unplugged
from devices.drivers.zvt.block_port import REPEATED_WITHIN_S, REPEATS, T1_S, T2_S, BlockPort
from devices.drivers.zvt.wire import blocks
from devices.drivers.zvt.wire.blocks import Block, BlockReader, Signal
from devices.sim.zvt.serial_line.blocks import Deblocker, blocked
from devices.transport import MemoryPort, memory_pipe
from tests.virtual_time import run

VECTORS = Path(__file__).parents[5] / "shared" / "vectors" / "zvt"
EXAMPLE = bytes.fromhex("10 02 06 00 06 12 34 56 BA 09 78 10 03 24 C3")
REGISTRATION = bytes.fromhex("06 00 06 12 34 56 BA 09 78")
STATUS = bytes.fromhex("04 FF 01 0A")
RESULT = bytes.fromhex("04 0F 02 27 00")
OK = bytes.fromhex("80 00 00")


def on_line(script: Callable[[BlockPort, MemoryPort], Awaitable[None]]) -> None:
    """Run a script on a block port and the other end of its line."""

    async def main() -> None:
        host, device = memory_pipe()
        port = BlockPort(host)
        try:
            await script(port, device)
        finally:
            port.close()

    run(main())


async def heard(device: MemoryPort) -> bytes:
    await asyncio.sleep(0.001)
    async with asyncio.timeout(0.01):
        return await device.read(4096)


# --- what must be refused or survived ---


@pytest.mark.parametrize("at", range(2, len(EXAMPLE)))
def test_a_flipped_bit_anywhere_never_gives_another_unit(at: int) -> None:
    for bit in range(8):
        spoilt = bytearray(EXAMPLE)
        spoilt[at] ^= 1 << bit
        assert [found for found in BlockReader().feed(bytes(spoilt)) if isinstance(found, Block)] == []
        assert [found for found in Deblocker().feed(bytes(spoilt)) if found.data is not None] == []


@given(st.binary(max_size=300))
def test_rubbish_raises_nothing_and_holds_no_more_than_one_unit(rubbish: bytes) -> None:
    reader = BlockReader()
    for found in reader.feed(rubbish):
        assert isinstance(found, Block | Signal)


def test_a_block_without_end_is_refused_at_its_cap() -> None:
    assert Signal.BAD in BlockReader().feed(b"\x10\x02" + bytes(blocks.MAX_APDU + 1))


def test_answers_amid_rubbish_do_not_count() -> None:
    reader = BlockReader()
    assert reader.feed(b"\x00\x06\x15") == []
    assert reader.is_amid
    reader.give_up()
    assert reader.feed(b"\x06\x15") == [Signal.ACK, Signal.NAK]


def test_a_block_that_stops_is_refused_after_t1_and_taken_when_it_comes_again() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        await device.write(EXAMPLE[:7])
        await asyncio.sleep(T1_S + 0.01)
        assert await heard(device) == b"\x15"
        await device.write(EXAMPLE)
        assert await reading == REGISTRATION
        assert await heard(device) == b"\x06"

    on_line(script)


def test_a_broken_block_is_refused_at_once() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        await device.write(EXAMPLE[:-1] + b"\x00")
        assert await heard(device) == b"\x15"
        reading.cancel()

    on_line(script)


def test_a_block_that_holds_no_whole_unit_ends_the_link() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        await device.write(blocks.build(b"\x04\x0f\x05\x27"))
        with pytest.raises(Garbled):
            await port.read(100)

    on_line(script)


def test_a_block_that_nobody_takes_is_sent_three_times_and_no_more() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        began = asyncio.get_running_loop().time()
        with pytest.raises(NoAnswer):
            await port.write(REGISTRATION)
        assert asyncio.get_running_loop().time() - began == (1 + REPEATS) * T2_S
        assert await heard(device) == EXAMPLE * (1 + REPEATS)
        reading.cancel()

    on_line(script)


def test_a_refused_block_is_sent_again_at_once_byte_for_byte() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        writing = asyncio.ensure_future(port.write(REGISTRATION))
        assert await heard(device) == EXAMPLE
        await device.write(b"\x15")
        assert await heard(device) == EXAMPLE
        await device.write(b"\x06")
        await writing
        reading.cancel()

    on_line(script)


def test_a_line_lost_while_a_block_waits_for_its_answer_is_said_at_once() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        writing = asyncio.ensure_future(port.write(REGISTRATION))
        await heard(device)
        device.close()
        for task in (reading, writing):
            with pytest.raises(Unplugged):
                await task

    on_line(script)


# --- blocks that come twice ---


def test_a_repeated_block_is_answered_again_and_given_once() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        await device.write(blocks.build(STATUS) * 2)
        assert await reading == STATUS
        further = asyncio.ensure_future(port.read(100))
        assert await heard(device) == b"\x06\x06"
        assert not further.done()
        further.cancel()

    on_line(script)


def test_the_same_unit_is_new_once_ours_was_taken_in_between() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        for _ in range(2):
            reading = asyncio.ensure_future(port.read(100))
            await device.write(blocks.build(STATUS))
            assert await reading == STATUS
            assert await heard(device) == b"\x06"
            pumping = asyncio.ensure_future(port.read(100))
            writing = asyncio.ensure_future(port.write(OK))
            assert await heard(device) == blocks.build(OK)
            await device.write(b"\x06")
            await writing
            pumping.cancel()

    on_line(script)


def test_an_answer_to_a_command_stands_for_its_lost_06() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        writing = asyncio.ensure_future(port.write(REGISTRATION))
        await heard(device)
        await device.write(blocks.build(OK))
        await writing
        assert await reading == OK
        assert asyncio.get_running_loop().time() < T2_S

    on_line(script)


def test_an_answer_whose_06_was_lost_is_not_sent_again_once_the_terminal_went_on() -> None:
    """Sent again, the `80 00` to a display text would pass for the acknowledgement of the result after it."""

    async def script(port: BlockPort, device: MemoryPort) -> None:
        reading = asyncio.ensure_future(port.read(100))
        await device.write(blocks.build(STATUS))
        assert await reading == STATUS
        reading = asyncio.ensure_future(port.read(100))
        writing = asyncio.ensure_future(port.write(OK))
        assert await heard(device) == b"\x06" + blocks.build(OK)
        await device.write(blocks.build(RESULT))
        assert await reading == RESULT
        await writing
        await asyncio.sleep(2 * T2_S)
        assert await heard(device) == b"\x06"

    on_line(script)


def test_the_same_bytes_long_after_are_a_new_unit() -> None:
    async def script(port: BlockPort, device: MemoryPort) -> None:
        for _ in range(2):
            reading = asyncio.ensure_future(port.read(100))
            await device.write(blocks.build(STATUS))
            assert await reading == STATUS
            await asyncio.sleep(REPEATED_WITHIN_S + 1)

    on_line(script)


# --- the form ---


def test_the_check_value_and_the_example_of_the_specification_hold() -> None:
    assert blocks.crc(b"123456789") == 0x2189
    assert blocks.build(REGISTRATION) == EXAMPLE == blocked(REGISTRATION)
    assert BlockReader().feed(EXAMPLE) == [Block(REGISTRATION)]


@given(st.binary(max_size=400), st.integers(1, 9))
def test_driver_and_simulator_write_the_same_and_read_each_other_in_any_portions(apdu: bytes, size: int) -> None:
    octets = blocks.build(apdu)
    assert octets == blocked(apdu)
    pieces = [octets[at : at + size] for at in range(0, len(octets), size)]
    reader, deblocker = BlockReader(), Deblocker()
    assert [found for piece in pieces for found in reader.feed(piece)] == [Block(apdu)]
    assert [found.data for piece in pieces for found in deblocker.feed(piece)] == [apdu]
    assert not reader.is_amid
    assert not deblocker.is_hungry


def foreign_units() -> list[bytes]:
    rows = [row for path in sorted(VECTORS.glob("*.json")) for row in json.loads(path.read_bytes())["frames"]]
    return [bytes.fromhex(row["hex"]) for row in rows if "..." not in row["hex"]]


@pytest.mark.skipif(not foreign_units(), reason="no third-party frames in ../shared/vectors/zvt")
def test_third_party_units_pass_through_blocks_unchanged_and_serial_ones_have_a_right_check() -> None:
    for unit in foreign_units():
        if unit.startswith(b"\x10\x02"):
            (found,) = BlockReader().feed(unit)
            assert isinstance(found, Block)
        else:
            assert BlockReader().feed(blocks.build(unit)) == [Block(unit)]
            assert [found.data for found in Deblocker().feed(blocks.build(unit))] == [unit]
