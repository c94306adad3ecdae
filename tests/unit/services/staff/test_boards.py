"""Kiosk and call boards over a real socket: calls seen, answered, and neither end harmed by the other's death."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.calls import MOST_QUESTION, Call, How, Stage
from kiosk.services.staff.hub import MOST_BOARDS, Hub
from kiosk.services.staff.lanes import Known, Lanes
from kiosk.services.staff.messages import Answer, Hello
from kiosk.services.staff.wire import greeted

SECRET = b"s" * 32
NOW_MS = 1_790_000_060_000
CALL = Call("0190-c1", NOW_MS - 40_000, "checkout/Scanning", ("ITEM.AGE_CHECK",), "nl")


class Site:
    """One kiosk and the boards that a test opens, on a free port of this machine."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.changed = asyncio.Event()
        self.hub = self.made()
        self.port = 0
        self.running: list[asyncio.Task[Any]] = []

    def made(self) -> Hub:
        return Hub(("Kade Markt", "Kiosk 4"), SECRET, lambda: NOW_MS, self._answered)

    def _answered(self, answer: Answer) -> None:
        self.answers.append(answer)
        self.changed.set()

    async def open(self) -> None:
        self.port = await self.hub.open("127.0.0.1", self.port)

    def board(self, *, secret: bytes = SECRET, level: int = 0, port: int = 0) -> Lanes:
        lanes = Lanes([("127.0.0.1", port or self.port)], secret, Hello(board="front", level=level), self.changed.set)
        self.running.append(asyncio.ensure_future(lanes.run()))
        return lanes

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                self.changed.clear()
                await self.changed.wait()

    async def close(self) -> None:
        for task in self.running:
            task.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        await self.hub.close()


def at_site(script: Callable[[Site], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        site = Site()
        await site.open()
        try:
            await script(site)
        finally:
            await site.close()

    asyncio.run(run())


def lane(lanes: Lanes) -> Known:
    return lanes.known[0]


def said_by_people(site: Site) -> list[Answer]:
    return [one for one in site.answers if one.kind != "heard"]


def called(lanes: Lanes) -> str:
    known = lane(lanes).lane
    return known.call.id if known is not None and known.call is not None else ""


def stands(lanes: Lanes) -> str:
    known = lane(lanes).lane
    return known.stands if known is not None else ""


def test_a_call_is_seen_with_its_reasons_and_age_and_the_board_says_that_it_shows_it() -> None:
    async def script(site: Site) -> None:
        board = site.board()
        await site.until(lambda: lane(board).is_connected)
        assert site.hub.show(CALL) == 1
        await site.until(lambda: bool(called(board)))
        known = lane(board).lane
        assert known is not None
        assert (known.lane, known.site) == ("Kiosk 4", "Kade Markt")
        assert known.call is not None
        assert (known.call.age_ms, known.call.reasons, known.call.step) == (40_000, ["ITEM.AGE_CHECK"], CALL.step)
        await site.until(lambda: bool(site.answers))
        assert site.answers[0] == Answer(kind="heard", call=CALL.id)

    at_site(script)


def test_the_question_and_the_help_that_did_not_help_are_seen_with_the_call() -> None:
    async def script(site: Site) -> None:
        board = site.board()
        await site.until(lambda: lane(board).is_connected)
        site.hub.show(replace(CALL, article="code-not-read", question="x" * MOST_QUESTION))
        await site.until(lambda: bool(called(board)))
        known = lane(board).lane
        assert known is not None
        assert known.call is not None
        assert (known.call.article, known.call.question) == ("code-not-read", "x" * MOST_QUESTION)

    at_site(script)


def test_accept_arrive_and_done_reach_the_kiosk_and_the_call_goes_from_every_board() -> None:
    async def script(site: Site) -> None:
        site.hub.show(CALL)
        first, second = site.board(), site.board()
        await site.until(lambda: bool(called(first) and called(second)))
        for kind in ("accept", "arrived", "done"):
            answer = Answer(kind=kind, call=CALL.id, by="Sofia" if kind == "accept" else "")
            assert await first.answer(lane(first).address, answer)
        await site.until(lambda: [one.kind for one in said_by_people(site)] == ["accept", "arrived", "done"])
        assert said_by_people(site)[0].by == "Sofia"
        site.hub.show(replace(CALL, stage=Stage.COMING, by="Sofia"))
        await site.until(lambda: lane(second).lane.call.by == "Sofia")  # type: ignore[union-attr]  # there since above
        site.hub.end(CALL.id, How.DONE)
        await site.until(lambda: not called(first) and not called(second))

    at_site(script)


def test_a_lane_that_staff_paused_is_seen_as_such_also_by_who_comes_later() -> None:
    async def script(site: Site) -> None:
        first = site.board()
        await site.until(lambda: lane(first).is_connected)
        assert site.hub.stand("paused") == 1
        await site.until(lambda: stands(first) == "paused")
        second = site.board()
        await site.until(lambda: stands(second) == "paused")
        site.hub.stand("open")
        await site.until(lambda: stands(first) == stands(second) == "open")

    at_site(script)


def test_the_next_contact_is_called_only_when_the_call_has_grown_that_loud() -> None:
    async def script(site: Site) -> None:
        supervisor = site.board(level=2)
        await site.until(lambda: lane(supervisor).is_connected)
        site.hub.show(CALL)
        site.hub.show(replace(CALL, level=1))
        assert not called(supervisor)
        site.hub.show(replace(CALL, level=2))
        await site.until(lambda: bool(called(supervisor)))

    at_site(script)


def test_a_kiosk_that_dies_and_comes_back_shows_its_call_again() -> None:
    async def script(site: Site) -> None:
        board = site.board()
        await site.until(lambda: lane(board).is_connected)
        await site.hub.close()
        await site.until(lambda: lane(board).problem == "away")
        assert not await board.answer(lane(board).address, Answer(kind="accept", call=CALL.id))
        site.hub = site.made()
        site.hub.show(CALL)
        await site.open()
        await site.until(lambda: bool(called(board)))

    at_site(script)


def test_a_board_that_dies_takes_no_call_with_it() -> None:
    async def script(site: Site) -> None:
        board = site.board()
        site.hub.show(CALL)
        await site.until(lambda: bool(called(board)))
        site.running[0].cancel()
        await asyncio.gather(*site.running, return_exceptions=True)
        other = site.board()
        await site.until(lambda: bool(called(other)))

    at_site(script)


def test_a_board_with_another_key_sees_nothing_and_knows_why(caplog: pytest.LogCaptureFixture) -> None:
    async def script(site: Site) -> None:
        site.hub.show(CALL)
        stranger = site.board(secret=b"x" * 32)
        await site.until(lambda: lane(stranger).problem == "key")
        assert lane(stranger).lane is None

    with caplog.at_level(logging.CRITICAL):
        at_site(script)
    caplog.clear()


@pytest.mark.parametrize(
    "word",
    [
        {"kind": "accept"},
        {"kind": "accept", "call": "a b"},
        {"kind": "approve", "call": "c"},
        {"kind": "done", "call": 5},
    ],
)
def test_what_no_board_says_ends_the_line_and_changes_nothing(word: dict[str, Any]) -> None:
    async def script(site: Site) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        line = await greeted(reader, writer, SECRET, is_kiosk=False)
        await line.send(Hello(board="front").model_dump())
        await line.receive()
        await line.receive()
        await line.send(word)
        with pytest.raises(ConnectionError):
            await line.receive()
        assert site.answers == []
        writer.close()

    at_site(script)


def test_more_boards_than_a_site_has_are_turned_away(caplog: pytest.LogCaptureFixture) -> None:
    async def script(site: Site) -> None:
        boards = [site.board() for _ in range(MOST_BOARDS)]
        await site.until(lambda: all(lane(board).is_connected for board in boards))
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        assert await reader.read() == b""
        writer.close()

    with caplog.at_level(logging.CRITICAL):
        at_site(script)
    caplog.clear()
