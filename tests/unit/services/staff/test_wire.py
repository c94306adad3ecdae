"""The line between kiosk and call board: who holds another key, changes or repeats a byte, is not believed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from kiosk.services.staff.wire import MAGIC, MOST_BYTES, Garbled, Line, NotTrusted, greeted

SECRET, OTHER = b"s" * 32, b"o" * 32
Ends = Callable[[Line, Line], Awaitable[None]]
Tamper = Callable[[bytes], bytes]


class Wire:
    """Two ends in one process; what the board sends passes `tamper` first."""

    def __init__(self, tamper: Tamper = lambda chunk: chunk) -> None:
        self.tamper = tamper
        self.sent: list[bytes] = []
        self.kiosk, self.board = asyncio.StreamReader(), asyncio.StreamReader()

    def writer(self, to: asyncio.StreamReader, *, is_board: bool) -> asyncio.StreamWriter:
        wire = self

        class Port:
            def write(self, chunk: bytes) -> None:
                if is_board:
                    wire.sent.append(chunk)
                to.feed_data(wire.tamper(chunk) if is_board else chunk)

            async def drain(self) -> None:
                pass

            def close(self) -> None:
                to.feed_eof()

        return Port()  # type: ignore[return-value]  # the two things of a writer that a line uses

    async def greet(self, board_secret: bytes = SECRET) -> tuple[Line, Line]:
        at_kiosk = greeted(self.kiosk, self.writer(self.board, is_board=False), SECRET, is_kiosk=True)
        at_board = greeted(self.board, self.writer(self.kiosk, is_board=True), board_secret, is_kiosk=False)
        kiosk, board = await asyncio.gather(at_kiosk, at_board)
        return kiosk, board


def test_what_one_says_the_other_hears_in_order_both_ways() -> None:
    async def script() -> None:
        kiosk, board = await Wire().greet()
        for n in range(3):
            await kiosk.send({"n": n, "word": "olá"})
            await board.send({"n": -n})
        assert [await board.receive() for _ in range(3)] == [{"n": n, "word": "olá"} for n in range(3)]
        assert [(await kiosk.receive())["n"] for _ in range(3)] == [0, -1, -2]

    asyncio.run(script())


def test_another_key_is_not_trusted_by_either_end() -> None:
    async def script() -> None:
        kiosk, board = await Wire().greet(OTHER)
        await kiosk.send({"a": 1})
        await board.send({"a": 1})
        for end in (kiosk, board):
            with pytest.raises(NotTrusted):
                await end.receive()

    asyncio.run(script())


@pytest.mark.parametrize("at", [4, 10, -1], ids=["first", "middle", "tag"])
def test_one_changed_bit_ends_the_line(at: int) -> None:
    def flip(chunk: bytes) -> bytes:
        changed = bytearray(chunk)
        changed[at] ^= 1
        return bytes(changed)

    async def script() -> None:
        wire = Wire()
        kiosk, board = await wire.greet()
        wire.tamper = flip
        await board.send({"kind": "accept"})
        with pytest.raises(NotTrusted):
            await kiosk.receive()

    asyncio.run(script())


def test_what_is_repeated_is_not_believed_on_this_line_nor_on_another() -> None:
    async def script() -> None:
        wire = Wire()
        kiosk, board = await wire.greet()
        await board.send({"kind": "accept"})
        assert await kiosk.receive() == {"kind": "accept"}
        again = wire.sent[-1]
        wire.kiosk.feed_data(again)
        with pytest.raises(NotTrusted):
            await kiosk.receive()
        other = Wire()
        fresh, _ = await other.greet()
        other.kiosk.feed_data(again)
        with pytest.raises(NotTrusted):
            await fresh.receive()

    asyncio.run(script())


def test_nothing_can_be_read_on_the_way() -> None:
    async def script() -> None:
        wire = Wire()
        _, board = await wire.greet()
        await board.send({"by": "Sofia"})
        assert b"Sofia" not in b"".join(wire.sent)

    asyncio.run(script())


def test_a_stranger_is_told_from_a_board_and_a_frame_has_its_limit() -> None:
    async def script() -> None:
        wire = Wire()
        wire.kiosk.feed_data(b"GET / HTTP/1.1\r\nHost: kiosk.example\r\n\r\n")
        with pytest.raises(Garbled):
            await greeted(wire.kiosk, wire.writer(wire.board, is_board=False), SECRET, is_kiosk=True)
        kiosk, board = await Wire().greet()
        with pytest.raises(ValueError, match="a frame holds"):
            await board.send({"by": "x" * MOST_BYTES})
        del kiosk

    asyncio.run(script())


def test_an_absurd_size_is_not_waited_for() -> None:
    async def script() -> None:
        wire = Wire()
        kiosk, _ = await wire.greet()
        wire.kiosk.feed_data((2**32 - 1).to_bytes(4, "big"))
        with pytest.raises(Garbled):
            await kiosk.receive()

    asyncio.run(script())


@pytest.mark.parametrize("cut", [0, 3, len(MAGIC) + 10])
def test_an_end_that_goes_while_greeting_is_gone(cut: int) -> None:
    async def script() -> None:
        wire = Wire()
        wire.kiosk.feed_data((MAGIC + b"x" * 32)[:cut])
        wire.kiosk.feed_eof()
        with pytest.raises(ConnectionResetError):
            await greeted(wire.kiosk, wire.writer(wire.board, is_board=False), SECRET, is_kiosk=True)

    asyncio.run(script())
