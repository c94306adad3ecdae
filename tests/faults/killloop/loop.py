"""Kills one life of the kiosk after another while the terminal lives on, and counts what each kill left.

Half of the kills are aimed at a step of the message exchange, the others fall at any moment.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from kiosk.services.departures.embedded.schema import FILE_NAME as DEPARTURES
from kiosk.settings import load
from tests.faults.killloop.books import copied, disagreeing, is_at_rest, lost_lines, unasked, wrongs
from tests.faults.killloop.child import Life, live
from tests.faults.killloop.hall.hands import party
from tests.faults.killloop.hall.papers import (
    believed,
    bookings_of,
    canaries,
    claimed,
    held_in_clear,
    proven_documents,
    twice,
)
from tests.faults.killloop.pace import PACE, FastLoop
from tests.faults.killloop.till import DECLINED, LOSE, TagStand, Till
from tests.faults.killloop.verify import verify
from tests.faults.simulate.travel.airport import Held

KILLS_PER_RUN = 25
LOSSY = (1, 4, 8)  # of ten runs, those that lose one answer in ten
AIMED = ("request", "answer", "acknowledgement", "end", "question", "told", "paper", "line")
WEIGHTS = (3, 3, 3, 2, 2, 2, 1, 4)
AT_ANY_MOMENT_S = 20.0  # fast seconds, behind the start of the program or, one time in four, behind the fork
PATIENCE_S = 60.0  # an aimed kill that finds no such moment falls then
TRAVEL_TAKES = 3.0  # times as long: more is asked of who checks in, and threads ask a database
WORDS = 120  # as many a visit of a traveller takes; a life may end behind any of them
NEVER_S = 6000.0  # a life that tells nothing is hung
VISIT_S = 1500.0
REST_S = 3600.0
LOOK_S = 5.0
ASKS_FOR_PAPER = frozenset({"PrintPressed", "PrintPassesPressed", "PassesAgainPressed"})
T = TypeVar("T")


@dataclass(slots=True)
class Counts:
    """What was done and what was found."""

    done: Counter[str] = field(default_factory=Counter)
    aimed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def blame(self, name: str, sentence: str, count: int = 1) -> None:
        """Note something wrong."""
        self.wrong[name] += count
        self.told.append(f"{name}: {sentence}")


class Watch:
    """Listens to one life through its pipe, and says when its time has come."""

    def __init__(self, loop: asyncio.AbstractEventLoop, pipe: int, heard: Callable[[dict[str, Any]], None]) -> None:
        self._loop = loop
        self._pipe = pipe
        self._heard = heard
        self._rest = b""
        self.is_ending = False
        self.over: asyncio.Future[None] = loop.create_future()
        loop.add_reader(pipe, self._read)

    def _read(self) -> None:
        chunk = os.read(self._pipe, 65536)
        if not chunk:
            self.end()
            return
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            told = json.loads(line)
            self._heard(told)
            if told["at"] == "failed":  # it does nothing any more, and would be waited for
                self.end()

    def end(self) -> None:
        """The time has come."""
        if not self.over.done():
            self.over.set_result(None)

    def close(self) -> None:
        """Read what is left, which was told before the kill, and let the pipe go."""
        self._loop.remove_reader(self._pipe)
        while chunk := os.read(self._pipe, 65536):
            *lines, self._rest = (self._rest + chunk).split(b"\n")
            for line in lines:
                self._heard(json.loads(line))
        os.close(self._pipe)


class Run:
    """Some kills of one kiosk with one terminal; with `is_lossy` one answer in ten is lost."""

    def __init__(
        self, seed: str, kind: str, counts: Counts, *, is_lossy: bool, is_travel: bool = False,
        begun: Path | None = None,
    ) -> None:  # fmt: skip
        self._seed = seed
        self._rng = Random(seed)  # noqa: S311  # a seed must kill the same again
        self._counts = counts
        self._place = Path(tempfile.mkdtemp(prefix="killed-"))
        self._data_dir, self._aside = self._place / "data", self._place / "aside"
        if begun is not None:
            shutil.copytree(begun, self._data_dir)
        else:
            self._data_dir.mkdir()
        self._aside.mkdir()
        self._settings = load()
        self._loop = FastLoop()
        self._till = self._on_loop(lambda: Till(kind))
        self._tags = self._on_loop(TagStand) if is_travel else None
        self._is_lossy = is_lossy
        self._is_travel = is_travel
        self._party: int | None = None  # the one who comes each time; None: one after another
        self._lives = 0
        self._shown: list[list[int]] = []
        self._has_asked = False
        self._papers: list[int] = []  # that came before anybody asked
        self._proven: set[int] = set()  # papers of which their printer said that they are out
        self._came: dict[str, Held] = {}  # who stood here, by their booking
        self._sent: set[str] = set()

    def _on_loop(self, act: Callable[[], T]) -> T:
        async def acting() -> T:
            return act()

        return self._loop.run_until_complete(acting())

    def kills(self, count: int) -> None:
        """Kill so often, let everything come to rest, and lay the books beside each other."""
        with self._opened():
            for nth in range(count):
                self._one_life(f"{self._seed}/{nth}")
            self._come_to_rest()

    def begin(self, into: Path) -> None:
        """Start once, and keep what a first start leaves."""
        with self._opened():
            self._come_to_rest()
            shutil.copytree(self._data_dir, into)

    def cut(self, number: int, nth: int) -> bool:
        """Let a party come, end the kiosk behind that word, let the party come again; False when it had fewer words."""
        with self._opened():
            self._party = number
            self._on_loop(lambda: self._set_up(1.0))
            is_cut = self._visit(f"{self._seed}/visit", nth) == nth
            self._visit(f"{self._seed}/again/{nth}", 0)
            self._come_to_rest()
        return is_cut

    def _visit(self, seed: str, dies_at: int) -> int:
        """Let the party of this run come, until it was thanked and is gone; return how many words were told."""
        words, was_thanked = 0, False
        pid, reader = self._fork(self._life(seed, dies_at=dies_at))

        def heard(told: dict[str, Any]) -> None:
            nonlocal words, was_thanked
            words += not watch.is_ending
            self._heard(told)
            was_thanked = was_thanked or told.get("screen") == "checkin/ThankYou"
            if was_thanked and told.get("screen") == "shell/Attract":
                watch.is_ending = True
                watch.end()
            elif told["at"] == "booted":
                self._loop.call_later(VISIT_S, watch.end)

        watch = Watch(self._loop, reader, heard)
        self._loop.call_later(NEVER_S, watch.end)
        self._end(pid, watch)
        with copied(self._data_dir, self._aside) as connection:
            self._judge_papers(connection)
        return words

    @contextmanager
    def _opened(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._on_loop(self._close)
            self._loop.close()
            shutil.rmtree(self._place)

    def _close(self) -> None:
        self._till.close()
        if self._tags is not None:
            self._tags.close()

    def _fork(self, life: Life) -> tuple[int, int]:
        if threading.active_count() != 1:
            raise RuntimeError("a thread runs in the parent: what a fork copies would be half of it")
        reader, writer = os.pipe()
        self._has_asked = False
        self._papers.clear()
        self._sent.clear()
        pid = os.fork()
        if pid == 0:
            try:
                live(life, writer)
            finally:
                os._exit(70)
        os.close(writer)
        return pid, reader

    def _life(self, seed: str, *, is_last: bool = False, dies_at: int = 0) -> Life:
        self._lives += 1
        if self._tags is None:
            return Life(self._data_dir, self._till.url, seed, self._settings, is_last)
        number = self._lives - 1 if self._party is None else self._party
        own = party(number)
        self._came[own.ref] = own
        return Life(self._data_dir, self._till.url, seed, self._settings, is_last, number, self._tags.url, dies_at)

    def _one_life(self, seed: str) -> None:
        rng = self._rng
        aim = rng.choices(AIMED, WEIGHTS)[0] if rng.random() < 0.5 else ""
        after_s = rng.choice((0.0, rng.uniform(0, 0.5), rng.uniform(0, 5.0)))
        passed_by = rng.randint(0, 5) if aim == "line" else 0
        is_at_start = not aim and rng.random() < 0.25
        longer = TRAVEL_TAKES if self._is_travel else 1.0
        limit_s = longer * (PATIENCE_S if aim else rng.uniform(0, AT_ANY_MOMENT_S))
        self._on_loop(lambda: self._set_up(self._rng.random()))
        dies_at = rng.randint(1, WORDS) if self._is_travel and not aim and rng.random() < 0.7 else 0
        pid, reader = self._fork(self._life(seed, dies_at=dies_at))

        def heard(told: dict[str, Any]) -> None:
            nonlocal passed_by
            self._heard(told)
            point = "line" if told.get("lines") else told["at"]
            if point == aim and passed_by:
                passed_by -= 1
            elif point == aim and not watch.is_ending:
                watch.is_ending = True
                self._counts.aimed[aim] += 1
                if after_s:
                    self._loop.call_later(after_s, watch.end)
                else:
                    watch.end()
            elif told["at"] == "booted" and not is_at_start:
                self._loop.call_later(limit_s, watch.end)

        watch = Watch(self._loop, reader, heard)
        self._loop.call_later(limit_s if is_at_start else NEVER_S, watch.end)
        self._end(pid, watch)
        with copied(self._data_dir, self._aside) as connection:
            if lost := lost_lines(connection, self._shown):
                self._counts.blame("lost", f"{seed}: {lost} of the lines {self._shown} that were shown", lost)
            self._judge_papers(connection)

    def _judge_papers(self, connection: sqlite3.Connection) -> None:
        for number in unasked(connection, self._papers, self._sent):
            self._counts.blame("unasked", f"{self._seed}: paper {number}, which nobody asked for in this life")

    def _judge_travel(self, connection: sqlite3.Connection) -> None:
        """Look at the papers, at what was given to two, and for what of a traveller must stay nowhere."""
        for sentence in claimed(connection, self._proven):
            self._counts.blame("claimed", f"{self._seed}: {sentence}")
        bookings = bookings_of(self._data_dir)
        own = [booking for booking in bookings if booking["ref"] in self._came]
        for sentence in believed(own, proven_documents(connection, self._proven)):
            self._counts.blame("claimed", f"{self._seed}: {sentence}")
        for sentence in twice(bookings):
            self._counts.blame("twice", f"{self._seed}: {sentence}")
        words = frozenset().union(*map(canaries, self._came.values()))
        for sentence in held_in_clear(self._data_dir, words):
            self._counts.blame("told", f"{self._seed}: {sentence}")
        self._counts.done["bags"] += sum(len(booking["bags"]) for booking in own)

    def _set_up(self, drawn: float) -> None:
        self._till.do("faults_clear")
        if self._tags is not None:
            self._tags.fault("stock ok")
            if 0.12 <= drawn < 0.2:
                self._tags.fault("half printed")
        result = DECLINED[self._till.kind] if drawn < 0.12 else "00"
        self._till.do("auto", delay_s=0.5, result=result)

    def _end(self, pid: int, watch: Watch) -> None:
        def raised(_loop: asyncio.AbstractEventLoop, what: dict[str, Any]) -> None:
            self._counts.blame("broken", f"{self._seed}: the watch over a life: {what.get('exception', what)!r}")
            watch.end()  # a watch that looks no more would wait for ever

        self._loop.set_exception_handler(raised)
        self._loop.run_until_complete(watch.over)
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        watch.close()
        if not os.WIFSIGNALED(status):
            self._counts.blame("broken", f"{self._seed}: a life ended by itself with status {status}")
        self._counts.done["kills"] += 1

    def _heard(self, told: dict[str, Any]) -> None:
        self._counts.done[told["at"]] += 1
        if told["at"] == "request":
            self._sent.add(told["ref"])
        match told["at"]:
            case "shown":
                self._shown = told["lines"] or self._shown
                self._counts.done[told["screen"]] += 1
            case "request" if self._is_lossy and self._rng.random() < 0.1:
                self._till.do("fault", script=LOSE[self._till.kind])
                self._counts.done["answers lost"] += 1
            case "question" if self._is_lossy and self._rng.random() < 0.1:
                self._till.do("fault", script="drop link")
                self._counts.done["answers lost"] += 1
            case "pressed" if told["event"] in ASKS_FOR_PAPER:
                self._has_asked = True
            case "out" if told["verdict"] == "DONE":
                self._proven.add(told["job"])
            case "paper" | "tag" if not self._has_asked:
                self._papers.append(told["job"])
            case "failed":
                self._counts.blame("broken", f"{self._seed}: {told['why']}")

    def _is_resting(self) -> bool:
        """Look at a life that goes on: what cannot be copied or read while it writes is looked at again."""
        try:
            with copied(self._data_dir, self._aside) as connection:
                return is_at_rest(connection) and all(row["state"] != "open" for row in self._till.turnovers())
        except (OSError, sqlite3.DatabaseError):
            return False

    def _come_to_rest(self) -> None:
        """Let a last life, which is not disturbed, settle everything; then check the books, the chain and the file."""
        self._on_loop(lambda: self._set_up(1.0))  # every card is good now
        pid, reader = self._fork(self._life(f"{self._seed}/rest", is_last=True))
        watch = Watch(self._loop, reader, self._heard)
        deadline_s = self._loop.time() + REST_S

        def look() -> None:
            if self._is_resting() or self._loop.time() > deadline_s:
                watch.end()
            else:
                self._loop.call_later(LOOK_S, look)

        self._loop.call_later(LOOK_S * 4, look)
        self._end(pid, watch)
        with copied(self._data_dir, self._aside) as connection:
            self._judge_papers(connection)
            turnovers = self._on_loop(self._till.turnovers)
            for name, sentences in wrongs(connection, self._till.kind, turnovers).items():
                for sentence in sentences:
                    self._counts.blame(name, f"{self._seed}: {sentence}")
            for sentence in disagreeing(connection, self._data_dir / DEPARTURES):
                self._counts.blame("disagreeing", f"{self._seed}: {sentence}")
            self._judge_travel(connection)
            states = connection.execute("SELECT state, count(*) FROM sale GROUP BY state").fetchall()
        self._counts.done.update({f"sales {state}": count for state, count in states})
        if problem := verify(self._data_dir):
            self._counts.blame("unsound", f"{self._seed}: {problem}")


def kill(kills: int, seed: int, *, is_travel: bool = False) -> Counts:
    """Kill so often, in runs of some kills each, with both terminals in turn; with `is_travel` travellers come."""
    counts = Counts()
    for nth, begun in enumerate(range(0, kills, KILLS_PER_RUN)):
        kind = ("zvt", "nexo")[nth % 2]
        run = Run(f"{seed}/{nth}", kind, counts, is_lossy=nth % 10 in LOSSY, is_travel=is_travel)
        run.kills(min(KILLS_PER_RUN, kills - begun))
    return counts


PACE_SAID = f"clock x{PACE}"
