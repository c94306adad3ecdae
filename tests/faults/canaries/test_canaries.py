"""T17: what a customer's cards, documents and addresses say is in no file of the kiosk in clear."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from kiosk.flows.shell.examples import SITE
from kiosk.store.database import open_database
from kiosk.upkeep.incident.bundle import read, write
from kiosk.upkeep.incident.collecting import collected
from tests.faults.canaries.marked import SEARCHED, TYPED
from tests.journeys.floor import environment

BUNDLE = "incident.jsonl"
pytestmark = [pytest.mark.glass, pytest.mark.slow]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let a kiosk meet the marked values and return what it left."""
    folder = tmp_path_factory.mktemp("canaries")
    child = subprocess.run(
        [sys.executable, "-m", "tests.faults.canaries.child", str(folder)],
        cwd=ROOT, env=environment(TMPDIR=str(folder)), capture_output=True, text=True, timeout=1200, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr[-4000:]
    assert "checkout/Typing" in child.stdout
    assert "checkout/Paying" in child.stdout
    (folder / "said.txt").write_text(child.stdout + child.stderr, encoding="utf-8")
    database = open_database(folder / "data")
    write(folder / BUNDLE, collected(database, folder / "data", SITE, ("0", 0)))
    database.close()
    return folder


def holders(left: Path, values: Sequence[str]) -> list[str]:
    return [
        f"{path.relative_to(left)}: {value}"
        for path in sorted(left.rglob("*"))
        if path.is_file()
        for value in values
        for written in (value.encode(), value.encode("utf-16-le"))
        if written in path.read_bytes()
    ]


def test_no_file_holds_a_marked_value_in_clear(left: Path) -> None:
    assert holders(left, SEARCHED) == []


def test_no_file_holds_a_number_that_was_typed(left: Path) -> None:
    assert holders(left, TYPED) == []


def test_the_files_that_could_hold_one_were_written(left: Path) -> None:
    names = {path.name for path in left.rglob("*") if path.is_file()}
    assert "kiosk.log" in names
    assert any(name.endswith((".sqlite", ".db", ".sqlite3")) for name in names), names
    log = next(left.rglob("kiosk.log")).read_text(encoding="utf-8")
    assert "PrintPaper raised" in log, "the printer complained with marked values, and the log must say so"


def test_the_bundle_for_a_technician_holds_events_and_the_log_and_was_searched_too(left: Path) -> None:
    bundle = read(left / BUNDLE)
    assert {"Scanned", "CodeTyped", "PayPressed"} <= {row.kind for row in bundle.rows}
    assert any("PrintPaper raised" in line for line in bundle.log)


def test_the_search_would_find_one(left: Path) -> None:
    assert b"Qzx" in b"".join(path.read_bytes() for path in left.rglob("*") if path.is_file())
