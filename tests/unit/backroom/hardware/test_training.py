"""Faults at a touch, at simulators that answer and at ones that do not."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from devices.sim.process.control import ControlServer
from devices.sim.process.front import arguments
from devices.sim.process.kinds import build, outlet_for
from devices.sim.remote import ask
from kiosk.backroom.far import Far
from kiosk.backroom.hardware.simulated import Simulators
from kiosk.backroom.hardware.training import table, touched
from kiosk.flows.base import Effect, Event
from kiosk.flows.training.events import (
    ActOnSimulator,
    ListActs,
    ListSimulators,
    SetTraining,
    TrainActsListed,
    TrainDevice,
    TrainDevicesListed,
    TrainingSet,
)
from kiosk.store.database import open_database
from kiosk.training.mark import is_on, own_folder
from tests.unit.devices.pairs import Pair


class Kiosk:
    """What the area reaches of a kiosk."""

    def __init__(self, folder: Path, controls: Mapping[str, str]) -> None:
        self.data_dir = folder
        self.far = Far(simulators=Simulators(controls, ask), restart=lambda: True)
        self.told: list[Event] = []
        self.post = self.told.append
        self.work: list[Any] = []
        self.tasks = SimpleNamespace(start=lambda _effect, _key, work: self.work.append(work))

    async def do(self, effect: Effect) -> Event:
        table(self)[type(effect)](effect)  # type: ignore[arg-type]  # stands in for the running kiosk
        for work in self.work:
            await work
        self.work.clear()
        return self.told[-1]


def test_every_fault_of_every_simulator_can_be_set_by_a_touch(tmp_path: Path) -> None:
    async def main() -> None:
        for driver in ("escpos", "linescan", "zvt", "toledo8217", "mrzserial", "zpl", "lights"):
            options, outlet = arguments().parse_args([driver]), outlet_for(driver)
            pair = Pair(lambda faults, outlet, d=driver, o=options: build(d, o, faults, outlet), outlet)  # type: ignore[misc]  # bound now
            server = ControlServer(pair.simulation, lambda: None)
            kiosk = Kiosk(tmp_path, {"printer": await server.start()})
            told = await kiosk.do(ListActs("printer"))
            assert isinstance(told, TrainActsListed)
            assert len(told.acts) > 3, driver
            for act in told.acts:
                done = await kiosk.do(ActOnSimulator("printer", act.words))
                assert isinstance(done, TrainActsListed)
                assert (done.said, done.problem) == (act.words, ""), f"{driver}: {act.words}"
            cleared = await kiosk.do(ActOnSimulator("printer", ""))
            assert isinstance(cleared, TrainActsListed)
            assert cleared.faults == ()
            await server.close()
            await pair.stop()

    asyncio.run(main())


def test_a_fault_that_waits_is_seen_on_the_list(tmp_path: Path) -> None:
    async def main() -> None:
        options, outlet = arguments().parse_args(["escpos"]), outlet_for("escpos")
        pair = Pair(lambda faults, outlet: build("escpos", options, faults, outlet), outlet)
        server = ControlServer(pair.simulation, lambda: None)
        kiosk = Kiosk(tmp_path, {"printer": await server.start()})
        words = "after 2 cuts: paper out"
        await kiosk.do(ActOnSimulator("printer", words))
        assert await kiosk.do(ListSimulators()) == TrainDevicesListed((TrainDevice("printer", (words,)),))
        refused = await kiosk.do(ActOnSimulator("printer", "explode"))
        assert isinstance(refused, TrainActsListed)
        assert "unknown action" in refused.problem
        await server.close()
        await pair.stop()

    asyncio.run(main())


@pytest.mark.parametrize("controls", [{}, {"printer": "127.0.0.1:1"}])
def test_a_simulator_that_is_away_is_left_out_and_says_so(tmp_path: Path, controls: Mapping[str, str]) -> None:
    async def main() -> None:
        kiosk = Kiosk(tmp_path, controls)
        assert await kiosk.do(ListSimulators()) == TrainDevicesListed(())
        told = await kiosk.do(ListActs("printer"))
        assert isinstance(told, TrainActsListed)
        assert told.problem

    asyncio.run(main())


def test_training_is_set_and_ended(tmp_path: Path) -> None:
    async def main() -> None:
        kiosk: Any = Kiosk(tmp_path, {})
        kiosk.database = open_database(tmp_path)
        assert await kiosk.do(SetTraining(is_on=True)) == TrainingSet(is_on=True, comes_by_itself=True)
        kiosk.database.close()
        assert is_on(tmp_path)
        kiosk.data_dir = own_folder(tmp_path)
        assert await kiosk.do(SetTraining(is_on=False)) == TrainingSet(is_on=False, comes_by_itself=True)
        assert not is_on(tmp_path)

    asyncio.run(main())


@pytest.mark.parametrize(
    ("phrase", "words"),
    [("answer after T", "answer after 130 s"), ("drop link", "drop link"), ("jam [N]", "jam"), ("lose P", "lose 10 %")],
)
def test_placeholders_are_filled(phrase: str, words: str) -> None:
    assert touched(phrase) == words
