"""The bagging scale: what is late, moves or was away is no weight; and weights are learned and kept."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from devices.api import Reading, ScaleCapabilities, Settling
from kiosk.domain.bagging import Expected, Sample, prior
from kiosk.effects.bagging.learning import NO_SCALE, Weights, unweighed
from kiosk.effects.bagging.weighing import SILENT_S, BagScale
from kiosk.effects.base import Tasks
from kiosk.flows.base import Event
from kiosk.flows.checkout.bagging.events import BagRested, LearnWeights, UnwatchBag, WatchBag
from kiosk.flows.checkout.events import Scanned
from kiosk.store.database import open_database
from kiosk.store.tables.weights import put, stored_weights
from kiosk.wiring.bagging import Bags
from tests.unit.flows.given import goods


class Pan:
    """A scale that says what a test says."""

    capabilities = ScaleCapabilities(resolution_g=5, max_g=15_000, min_g=100, can_tare=False, can_zero=False)

    def __init__(self) -> None:
        self.now_s = 100.0
        self.posted: list[Event] = []
        self.tell: Callable[[Reading], None] = lambda _reading: None
        self.bag = BagScale(self, self.posted.append, lambda: self.now_s)  # type: ignore[arg-type]  # what is used

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        self.tell = listener

    def say(self, *weights_g: int, settling: Settling = Settling.STABLE, age_s: float = 0.0, tare_g: int = 0) -> None:
        """Answer a few times a second."""
        for weight_g in weights_g:
            self.now_s += 0.2
            known = weight_g if settling is Settling.STABLE else None
            self.tell(Reading(settling, known, tare_g, 1, self.now_s - age_s))

    @property
    def told(self) -> list[int | None]:
        return [own.weight_g for own in self.posted if isinstance(own, BagRested)]


def watched() -> Pan:
    pan = Pan()
    pan.say(0, 0)
    pan.bag.watch(WatchBag())
    return pan


def test_nothing_is_told_before_anybody_asks_or_after() -> None:
    pan = Pan()
    pan.say(0, 0, 500, 500)
    assert pan.posted == []
    pan.bag.watch(WatchBag())
    assert pan.told == [500]
    pan.bag.leave(UnwatchBag())
    pan.say(900, 900)
    assert pan.told == [500]


def test_a_scale_that_said_nothing_yet_tells_nothing() -> None:
    pan = Pan()
    pan.bag.watch(WatchBag())
    assert pan.posted == []


def test_what_moves_or_was_seen_once_is_no_weight() -> None:
    pan = watched()
    pan.say(700)
    pan.say(0, settling=Settling.MOVING)
    pan.say(1_030)
    assert pan.told == [0]
    pan.say(1_030)
    assert pan.told == [0, 1_030]


def test_an_answer_that_comes_late_says_nothing() -> None:
    pan = watched()
    pan.say(900, 900, age_s=2.0)
    assert pan.told == [0]


def test_a_step_more_or_less_is_the_same_weight() -> None:
    pan = watched()
    pan.say(1_000, 1_000, 1_005, 1_000, 995, 1_000)
    assert pan.told == [0, 1_000]


def test_a_tare_set_at_the_scale_lies_there_all_the_same() -> None:
    pan = watched()
    pan.say(300, 300, tare_g=200)
    assert pan.told == [0, 500]


def test_a_scale_that_was_away_is_told_as_such_and_its_numbers_grow() -> None:
    pan = watched()
    pan.say(1_000, 1_000)
    pan.now_s += 2 * SILENT_S
    pan.say(4_000, 4_000)
    assert pan.told == [0, 1_000, None, 4_000]
    assert [own.n for own in pan.posted if isinstance(own, BagRested)] == [1, 2, 3, 4]


def test_a_silent_scale_has_no_weight_for_the_next_customer() -> None:
    pan = Pan()
    pan.say(1_000, 1_000)
    pan.now_s += 2 * SILENT_S
    pan.bag.watch(WatchBag())
    assert pan.posted == []


def test_a_lane_without_a_scale_does_nothing_and_knows_nothing() -> None:
    for perform in NO_SCALE.values():
        perform(WatchBag())
    assert unweighed(goods(1)) == Expected()


@dataclass
class Book:
    """What is written, in a file of its own."""

    file: Path

    async def aside(self, act: Callable[[sqlite3.Connection], None]) -> None:
        connection = sqlite3.connect(self.file)
        with connection:
            act(connection)
        connection.close()


def book(folder: Path) -> Book:
    database = open_database(folder)
    database.close()
    return Book(database.path)


def tasks_of(waiting: list[asyncio.Task[object]]) -> Tasks:
    return Tasks(lambda _event: None, lambda work, _failed: waiting.append(asyncio.ensure_future(work)))


def test_what_was_learned_is_known_after_a_restart(tmp_path: Path) -> None:
    async def run() -> None:
        waiting: list[asyncio.Task[object]] = []
        kept = book(tmp_path)
        weights = Weights(stored_weights(kept.file), kept, put, tasks_of(waiting))
        milk = replace(goods(1), expected_g=1_000)
        assert weights.pack_of(milk) == prior(1_000)
        weights.table()[LearnWeights](LearnWeights((Sample(milk.sku, 1_030), Sample(milk.sku, 1_031))))
        await asyncio.gather(*waiting)
        again = Weights(stored_weights(kept.file), kept, put, tasks_of(waiting))
        assert again.pack_of(milk) == weights.pack_of(milk)
        assert again.pack_of(milk).n == prior(1_000).n + 2

    asyncio.run(run())


def test_a_weight_that_no_piece_has_is_not_kept(tmp_path: Path) -> None:
    waiting: list[asyncio.Task[object]] = []
    weights = Weights({}, book(tmp_path), put, tasks_of(waiting))
    weights.learn(LearnWeights((Sample("x", 0), Sample("y", 99_999))))
    assert waiting == []


def test_a_folder_without_a_kiosk_knows_no_weights(tmp_path: Path) -> None:
    assert stored_weights(tmp_path / "none.sqlite") == {}


def test_a_scan_is_told_with_what_its_piece_weighs_and_nothing_else_is_touched(tmp_path: Path) -> None:
    kept = book(tmp_path)
    bags, posted = Bags(kept.file, kept, tasks_of([])), list[Event]()
    told = bags.knowing(posted.append)
    milk = replace(goods(1), expected_g=1_000)
    told(Scanned(milk))
    told(Scanned(problem="CHECK_DIGIT"))
    told(BagRested(1, 5))
    assert posted == [Scanned(milk, pack=prior(1_000)), Scanned(problem="CHECK_DIGIT"), BagRested(1, 5)]
    pan = Pan()
    assert set(bags.wired(pan, posted.append, lambda: pan.now_s)) == {WatchBag, UnwatchBag, LearnWeights}
