"""A kiosk and a call board, two processes: a call is heard and answered, and each end survives the other's death."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from kiosk.services.key_file import kept_secret
from kiosk.services.staff.lanes import Lanes
from kiosk.services.staff.messages import Answer, Hello
from kiosk.staffing.calls import KEY_NAME
from tests.journeys.floor import Floor, until

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def free_port() -> int:
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return int(own.getsockname()[1])


class Board:
    """A call board on a thread of its own, as the product's: Sofia accepts what waits, comes, and is done."""

    def __init__(self, port: int, secret: bytes) -> None:
        self.loop = asyncio.new_event_loop()
        self.seen: list[tuple[str, str]] = []  # stage, by
        self.asked: list[tuple[str, str]] = []  # article, question
        self.lanes = Lanes([("127.0.0.1", port)], secret, Hello(board="front"), self._changed)
        self._thread = threading.Thread(target=self._run, name="board")
        self._thread.start()

    def _run(self) -> None:
        self._running = self.loop.create_task(self.lanes.run())
        self.loop.run_until_complete(asyncio.gather(self._running, return_exceptions=True))
        self.loop.close()

    def _changed(self) -> None:
        known = self.lanes.known[0]
        call = known.lane.call if known.lane is not None and known.is_connected else None
        self.seen.append(("", "") if call is None else (call.stage, call.by))
        if call is None:
            return
        self.asked.append((call.article, call.question))
        if call.stage in ("sent", "heard"):
            self.say(Answer(kind="accept", call=call.id, by="Sofia"))
        elif call.stage == "coming":
            self.say(Answer(kind="arrived", call=call.id))
        elif not call.by:  # told by a kiosk that kept no name: it has started again
            self.say(Answer(kind="done", call=call.id))

    def say(self, answer: Answer) -> None:
        """Answer on the board's own loop."""
        self.loop.create_task(self.lanes.answer(self.lanes.known[0].address, answer))

    def stop(self) -> None:
        """End the thread."""
        self.loop.call_soon_threadsafe(self._running.cancel)
        self._thread.join()


@pytest.fixture
def board(floor: Floor, tmp_path: Path) -> Iterator[Board]:
    port = free_port()
    settings = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")
    floor.config = tmp_path / "kiosk.toml"
    floor.config.write_text(settings.replace('listen = ""', f'listen = "127.0.0.1:{port}"'), encoding="utf-8")
    own = Board(port, kept_secret(floor.data_dir / KEY_NAME))
    yield own
    own.stop()


def test_a_call_is_answered_and_survives_the_death_of_the_kiosk(floor: Floor, board: Board) -> None:
    floor.play("person_called", is_killed=True)
    until(lambda: not board.lanes.known[0].is_connected, "the board sees that the kiosk is gone")
    floor.play("person_still_here")
    assert {("coming", "Sofia"), ("here", "Sofia"), ("here", "")} <= set(board.seen)
