"""A new device is found, asked, and written into the settings; what cannot be is told, and nothing changes then."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from devices.api import Health, HealthState
from devices.finding.candidates import Candidate
from devices.finding.proving import Proof
from devices.roles import problem_of
from kiosk.backroom.far import Far
from kiosk.backroom.hardware.fitting import table
from kiosk.backroom.hardware.found import Finding
from kiosk.configuring.overlay import NOW, folder_in, read
from kiosk.flows.base import Effect, Event
from kiosk.flows.fitting.events import (
    DeviceFitted,
    DeviceNotFitted,
    FindDevices,
    FitDevice,
    FitListed,
    FitPartsListed,
    FitProved,
    ListParts,
    ProveDevice,
)
from kiosk.flows.fitting.flow import SIMULATED
from kiosk.health.view import Fitting
from kiosk.settings import load

CONFIG = Path(__file__).parents[4] / "config" / "kiosk.toml"
OLD, NEW = "escpos+tcp://10.0.0.7:9100", "escpos+tcp://10.0.0.9:9100"
LEFT, RIGHT, THIRD = (f"linescan+serial:///dev/serial/by-id/{name}" for name in ("left", "right", "third"))


class Kiosk:
    """What the area reaches of a kiosk: a printer that is away and a scanner that works."""

    def __init__(self, folder: Path, *, is_demo: bool = False, scanners: tuple[str, ...] = ()) -> None:
        self.config, self.profile, self.data_dir = CONFIG, None, folder
        settings = load(CONFIG, None)
        devices = settings.devices.model_copy(update={"scanner": scanners})
        self.settings = settings.model_copy(update={"devices": devices})
        self.fittings = [Fitting("printer", "escpos", OLD, is_required=True), Fitting("scanner", "linescan", LEFT)]
        self.devices = {
            "printer": SimpleNamespace(health=Health(HealthState.ABSENT)),
            "scanner": SimpleNamespace(health=Health(HealthState.READY)),
        }
        site = SimpleNamespace(is_demo=is_demo)
        self.session = lambda: SimpleNamespace(site=site)
        self.starts = 0
        self.asked: list[str] = []
        self.told: list[Event] = []
        self.post = self.told.append
        self.tasks = SimpleNamespace(start=lambda _effect, _key, work: self.work.append(work))
        self.work: list[Any] = []
        self.far = Far(finding=Finding(self.find, self.prove, lambda part, url: problem_of(part, url, self.secret)),
                       restart=self.restart)  # fmt: skip

    @staticmethod
    def secret(_name: str) -> str | None:
        return None

    def restart(self) -> bool:
        self.starts += 1
        return True

    def find(self, part: str, known: Mapping[str, str], address: str) -> list[Candidate]:
        assert known["printer"] == OLD
        return [Candidate(NEW, "escpos", address or "10.0.0.9:9100", part, is_same=True)]

    async def prove(self, url: str) -> Proof:
        self.asked.append(url)
        return Proof(True, True, "NEEDS_PERSON", ("MEDIA_EMPTY",), "paper end")

    def do(self, effect: Effect) -> Event:
        async def main() -> None:
            table(self)[type(effect)](effect)  # type: ignore[arg-type]  # stands in for the running kiosk
            for work in self.work:
                await work

        asyncio.run(main())
        self.work.clear()
        return self.told[-1]


def test_parts_are_told_with_their_places_and_without_options(tmp_path: Path) -> None:
    told = Kiosk(tmp_path).do(ListParts())
    assert isinstance(told, FitPartsListed)
    assert [(own.part, own.place, own.is_usable) for own in told.parts] == [
        ("printer", "10.0.0.7:9100", False),
        ("scanner", "/dev/serial/by-id/left", True),
    ]


def test_candidates_come_from_the_machine_and_from_a_typed_address(tmp_path: Path) -> None:
    told = Kiosk(tmp_path).do(FindDevices("printer", "10.0.0.9"))
    assert isinstance(told, FitListed)
    assert [(own.url, own.place, own.is_same) for own in told.found] == [(NEW, "10.0.0.9", True)]


def test_a_device_that_works_is_not_opened_a_second_time(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    told = kiosk.do(ProveDevice("a", "scanner", LEFT))
    assert isinstance(told, FitProved)
    assert told.proof.is_usable
    assert kiosk.asked == []
    told = kiosk.do(ProveDevice("b", "printer", NEW))
    assert isinstance(told, FitProved)
    assert (told.proof.reasons, kiosk.asked) == (("MEDIA_EMPTY",), [NEW])


def test_a_new_device_stands_over_the_settings_and_the_kiosk_starts_again(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    assert kiosk.do(FitDevice("printer", NEW, "escpos")) == DeviceFitted("printer", "escpos")
    assert read(folder_in(tmp_path) / NOW).values == {"devices": {"printer": NEW}}
    assert kiosk.starts == 1


@pytest.mark.parametrize(
    ("part", "scanners", "written"),
    [
        ("scanner", (), [THIRD]),
        ("scanner", (LEFT, RIGHT), [THIRD, RIGHT]),
        ("scanner-2", (LEFT, RIGHT), [LEFT, THIRD]),
    ],
)
def test_the_other_scanners_stay_where_they_are(
    tmp_path: Path, part: str, scanners: tuple[str, ...], written: list[str]
) -> None:
    kiosk = Kiosk(tmp_path, scanners=scanners)
    assert kiosk.do(FitDevice(part, THIRD, "linescan")) == DeviceFitted(part, "linescan")
    assert list(read(folder_in(tmp_path) / NOW).values["devices"]["scanner"]) == written


@pytest.mark.parametrize("url", ["escpos+tcp://10.0.0.9", "zvt+tcp://10.0.0.9:20007", "nonsense", "x" * 10_000])
def test_what_is_no_device_for_the_part_is_refused_and_nothing_is_written(tmp_path: Path, url: str) -> None:
    kiosk = Kiosk(tmp_path)
    told = kiosk.do(FitDevice("printer", url, "escpos"))
    assert isinstance(told, DeviceNotFitted)
    assert told.why
    assert not folder_in(tmp_path).exists()
    assert kiosk.starts == 0


def test_with_simulated_devices_nothing_is_written(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, is_demo=True)
    assert kiosk.do(FitDevice("printer", NEW, "escpos")) == DeviceNotFitted("printer", SIMULATED)
    assert list(tmp_path.iterdir()) == []
