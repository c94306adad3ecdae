"""The technician's first pages see what the kiosk knows of its devices and of itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from devices.api import Card, Consumable, Health, HealthState, Reason, Supply
from kiosk.backroom.looking import table
from kiosk.backroom.testing.certificates import FOLDER, keep
from kiosk.domain.selftests import values
from kiosk.domain.selftests.values import Ask, Expected, Finding, Judge, Kind, SelfTest, Verdict
from kiosk.flows.base import Event
from kiosk.flows.maintenance.events import (
    BeginCounts,
    LookAtMachine,
    LookAtParts,
    MachineSeen,
    PartActed,
    PartsSeen,
    StartPartAnew,
)
from kiosk.flows.maintenance.values import Tried, Why
from kiosk.health.board import Board
from kiosk.health.view import Fitting
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.tallies import Tallies
from kiosk.upkeep.keeping import Upkeep
from tests.unit.backroom.desk import Desk

ENDED_MS = 1_790_000_000_000
ENDED_IN_LISBON = "2026-09-21 15:13"  # an hour before UTC's clock in summer
NOW_MS = 1_790_000_000_000
LOG = "2026-11-22 10:00:01.000Z WARNING devices.loop: printer: NEEDS_PERSON\n"


def of_part(part: str) -> SelfTest:
    """Return a self-test of one part that failed."""
    finding = Finding(Ask.PRINT, Judge.DEVICE, Verdict.FAILED, Expected("paper"))
    tested = values.Tested(Kind.PAPER, part, "escpos", "", "", (finding,))
    return SelfTest("id", "site", "lane-1", "1.0", "tessa", ENDED_MS - 1, ENDED_MS, (tested,))


class Printer:
    """A device that is started anew in one way or another."""

    def __init__(self) -> None:
        self.health = Health(HealthState.FAULT, (), 0.0)
        self.after = HealthState.READY
        self.raises: Exception | None = None

    async def reset(self) -> None:
        if self.raises is not None:
            raise self.raises
        self.health = Health(self.after, (), 0.0)


class Kiosk:
    """What the area reaches of a kiosk with a printer."""

    def __init__(self, folder: Path) -> None:
        self.database: Database = open_database(folder)
        self.journal = SqliteJournal(self.database, "1.0")
        self.data_dir, self.version, self.printer = folder, "1.0", Printer()
        self.settings = SimpleNamespace(site=SimpleNamespace(timezone="Europe/Lisbon"))
        self.devices = {"printer": self.printer}
        self.utc_ms = lambda: NOW_MS
        fitting = Fitting("printer", "escpos", "escpos+tcp://x:9100", Card("manual"), is_required=True, has=("cutter",))
        self.board = Board((fitting, Fitting("scale")), Tallies(), lambda: 100.0, self.utc_ms)
        self.upkeep = Upkeep(self.board, self.journal, folder, self.utc_ms)
        self.desk = Desk()
        self.tasks, self.post = self.desk.tasks, self.desk.post
        (folder / "logs").mkdir()
        (folder / "logs" / "kiosk.log").write_text(LOG, encoding="utf-8")

    def ask(self, effect: Any) -> Event:
        return self.desk.ask(table(self), effect)  # type: ignore[arg-type]  # stands in for the running kiosk


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    own = Kiosk(tmp_path)
    yield own
    asyncio.run(own.journal.close())
    own.database.close()


# --- faults first ---------------------------------------------------------------------------------------------------


def test_a_device_that_raises_is_told_with_what_it_raised(kiosk: Kiosk) -> None:
    kiosk.printer.raises = OSError("no such port")
    assert kiosk.ask(StartPartAnew("printer")) == PartActed("printer", "FAULT", problem="OSError no such port")


def test_a_device_that_never_gets_ready_is_not_waited_for_for_ever(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.backroom.looking.ANEW_S", 0.0)
    kiosk.printer.after = HealthState.STARTING
    assert kiosk.ask(StartPartAnew("printer")) == PartActed("printer", "FAULT", problem="TimeoutError")


def test_what_is_not_fitted_cannot_be_started_anew(kiosk: Kiosk) -> None:
    assert kiosk.ask(StartPartAnew("scale")) == PartActed("scale", problem="it is not fitted")


def test_without_a_log_a_device_is_seen_all_the_same(kiosk: Kiosk) -> None:
    (kiosk.data_dir / "logs" / "kiosk.log").unlink()
    seen = kiosk.ask(LookAtParts("printer"))
    assert isinstance(seen, PartsSeen)
    assert seen.parts[0].log == ()


def test_a_device_that_was_never_tested_says_so(kiosk: Kiosk) -> None:
    keep(kiosk.data_dir, of_part("scale"))
    seen = kiosk.ask(LookAtParts("printer"))
    assert isinstance(seen, PartsSeen)
    assert seen.parts[0].tried is None


def test_a_self_test_that_was_altered_proves_nothing_of_a_device(kiosk: Kiosk) -> None:
    keep(kiosk.data_dir, of_part("printer"))
    (file,) = (kiosk.data_dir / FOLDER).glob("*.json")
    file.write_text(file.read_text(encoding="utf-8").replace("tessa", "teresa"), encoding="utf-8")
    seen = kiosk.ask(LookAtParts("printer"))
    assert isinstance(seen, PartsSeen)
    assert seen.parts[0].tried is None


# --- the way it goes ------------------------------------------------------------------------------------------------


def test_a_device_is_seen_with_reasons_articles_supplies_and_its_lines_of_the_log(kiosk: Kiosk) -> None:
    told = Health(HealthState.NEEDS_PERSON, (Reason.MEDIA_JAMMED,), 40.0, "jam", (Consumable("paper", Supply.LOW),))
    kiosk.board.heard("printer", told)
    seen = kiosk.ask(LookAtParts("printer"))
    assert isinstance(seen, PartsSeen)
    assert [own.part for own in seen.parts] == ["printer"]  # neither what is built in, nor what is not fitted
    own = seen.parts[0]
    assert (own.state, own.is_usable, own.is_required, own.remark) == (
        "NEEDS_PERSON", False, True, "bronze: never met hardware",
    )  # fmt: skip
    assert own.whys == (Why("MEDIA_JAMMED", "printer-jam"),)
    assert own.left == (("paper", "low"),)
    assert own.log == (("10:00:01.000 WARNING", "devices.loop: printer: NEEDS_PERSON"),)
    assert own.since != ""


def test_the_last_self_test_of_a_device_is_told_with_its_day_at_the_site_and_who_tried_it(kiosk: Kiosk) -> None:
    keep(kiosk.data_dir, of_part("printer"))
    seen = kiosk.ask(LookAtParts("printer"))
    assert isinstance(seen, PartsSeen)
    assert seen.parts[0].tried == Tried(Verdict.FAILED, ENDED_IN_LISBON, "tessa")


def test_a_device_is_started_anew(kiosk: Kiosk) -> None:
    assert kiosk.ask(StartPartAnew("printer")) == PartActed("printer", "FAULT", "READY")


def test_counters_begin_anew_in_the_store(kiosk: Kiosk) -> None:
    assert kiosk.ask(BeginCounts("printer")) == PartActed("printer")
    assert kiosk.board.view().part("printer").tally.began_utc_ms == NOW_MS


def test_the_machine_tells_disk_clock_records_and_versions(kiosk: Kiosk) -> None:
    told = kiosk.ask(LookAtMachine())
    assert isinstance(told, MachineSeen)
    assert [fact.name for fact in told.known][:4] == ["disk", "clock", "records", "chain"]
    assert {fact.name: fact.kind for fact in told.known}["chain"] == "good"
    assert {fact.name: fact.value for fact in told.known}["version"] == "1.0"
