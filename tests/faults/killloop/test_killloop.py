"""The kiosk is killed again and again: nothing is charged twice, given for nothing, or lost from the glass."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from tests.faults.killloop.books import disagreeing, lost_lines, unasked, wrongs

KILLS = 250
TRAVEL_KILLS = 15
SEEDS = (1, 2)
COMMAND = [sys.executable, "-m", "tests.faults.killloop", "--kills", str(KILLS), "--seed"]


@pytest.mark.slow
@pytest.mark.wire
def test_a_kiosk_that_is_killed_at_any_moment_doubles_nothing_and_loses_nothing() -> None:
    with ThreadPoolExecutor() as beside:  # a kill loop mostly waits
        for done in list(beside.map(killed, SEEDS)):
            assert done.returncode == 0, done.stdout + done.stderr
            made = re.search(r"(\d+) made", done.stdout)
            assert made is not None
            assert int(made[1]) > KILLS
            aimed = re.findall(r"(\d+) (request|answer|acknowledgement|end|question)", done.stdout.splitlines()[2])
            assert all(int(count) for count, _point in aimed), done.stdout
            assert re.search(r"\b[1-9]\d* answers lost", done.stdout), done.stdout


@pytest.mark.slow
@pytest.mark.wire
def test_travellers_come_back_after_each_kill_and_after_a_cut_behind_any_word() -> None:
    with ThreadPoolExecutor() as beside:
        cutting = beside.submit(killed, 11, "--every", "90")
        done = killed(3, "--kills", str(TRAVEL_KILLS), "--travellers")
        cut = cutting.result()
    assert done.returncode == 0, done.stdout + done.stderr
    assert cut.returncode == 0, cut.stdout + cut.stderr
    thanked = re.search(r"thanked: (\d+)", done.stdout)
    assert thanked is not None
    assert int(thanked[1]) > 0, done.stdout
    assert re.match(r"[1-9]\d* cuts, 5 visits to their last word", cut.stdout), cut.stdout
    for word in ("request", "paper", "tag"):
        assert re.search(rf"\b[1-9]\d* {word}\b", cut.stdout), cut.stdout
    assert re.search(r"bags: [1-9]", cut.stdout), cut.stdout


def killed(seed: int, *more: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, str(seed), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3600, check=False)


ORDER = '{"order": {"amount_minor": %d}}'


@pytest.mark.parametrize(
    ("state", "amount_minor", "sale", "is_told"),
    [
        ("DONE", 900, "FULFILLED", False),
        ("DONE", 900, "VOID", True),
        ("RELEASED", 900, "FULFILLED", True),
        ("RELEASED", 900, "VOID", False),
        ("DONE", 0, "VOID", False),
    ],
)
def test_an_order_that_costs_something_agrees_with_its_sale(
    tmp_path: Path, state: str, amount_minor: int, sale: str, is_told: bool
) -> None:
    kiosk = sqlite3.connect(":memory:")
    kiosk.row_factory = sqlite3.Row
    kiosk.execute("CREATE TABLE sale (id, state)")
    kiosk.execute("INSERT INTO sale VALUES ('s1', ?)", (sale,))
    with contextlib.closing(sqlite3.connect(tmp_path / "departures.db")) as beside, beside:
        beside.execute("CREATE TABLE travel_order (id, state, body)")
        beside.execute("INSERT INTO travel_order VALUES ('s1', ?, ?)", (state, ORDER % amount_minor))
    assert bool(disagreeing(kiosk, tmp_path / "departures.db")) is is_told
    assert disagreeing(kiosk, tmp_path / "none.db") == []


@pytest.fixture
def file() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.row_factory = sqlite3.Row
    made.executescript(
        """
        CREATE TABLE sale (id, state, total_minor);
        CREATE TABLE sale_line (sale_id, n, qty_milli, total_minor);
        CREATE TABLE tender (sale_id, kind, state, amount_minor);
        CREATE TABLE attempt (sale_id, n, kind, ref, state, receipt_no, refusal, amount_minor);
        INSERT INTO sale VALUES ('s1', 'FULFILLED', 199);
        INSERT INTO sale_line VALUES ('s1', 1, 2000, 199);
        INSERT INTO attempt VALUES ('s1', 1, 'PAYMENT', 'R1', 'CONFIRMED', 7, '', 199);
        """
    )
    return made


@pytest.mark.parametrize(("sent", "found"), [({"R1"}, [2]), (set(), [1, 2]), ({"R2"}, [1, 2])])
def test_only_the_receipt_of_this_life_s_own_money_comes_without_being_asked_for(
    sent: set[str], found: list[int]
) -> None:
    file = sqlite3.connect(":memory:")
    file.row_factory = sqlite3.Row
    file.executescript(
        """
        CREATE TABLE attempt (id, ref, reverses_id);
        CREATE TABLE print_job (attempt_id, kind, number);
        INSERT INTO attempt VALUES ('a', 'R1', NULL), ('b', 'R2', 'a');
        INSERT INTO print_job VALUES ('b', 'REVERSAL', 1), (NULL, 'CUSTOMER', 2);
        """
    )
    assert unasked(file, [1, 2], sent) == found


GIFT_OF_ALL = "INSERT INTO tender VALUES ('s1', 'GIFT', 'CONFIRMED', 199)"
KEPT = {"kind": "payment", "result": "00", "state": "done", "reversed": False, "amount_minor": 199}


@pytest.mark.parametrize(
    ("change", "kept", "found"),
    [
        ("", [7], ""),
        ("", [7, 7], "doubled"),
        ("", [], "free"),
        ("", [7, 8], "ghost"),
        ("UPDATE sale SET state = 'VOID'", [7], "ghost"),
        ("UPDATE attempt SET state = 'UNKNOWN'", [7], "stuck"),
        (GIFT_OF_ALL, [], ""),
        (GIFT_OF_ALL, [7], "doubled"),
        (GIFT_OF_ALL.replace("CONFIRMED", "OPEN"), [], "free"),
        (GIFT_OF_ALL.replace("199", "99"), [], "free"),
    ],
)
def test_the_books_name_what_is_wrong(file: sqlite3.Connection, change: str, kept: list[int], found: str) -> None:
    file.execute(change or "SELECT 1")
    told = wrongs(file, "zvt", [{**KEPT, "receipt_no": number} for number in kept])
    assert [name for name, sentences in told.items() if sentences] == ([found] if found else [])


@pytest.mark.parametrize(("shown", "lost"), [([], 0), ([[1, 2, 199]], 0), ([[1, 3, 299]], 1), ([[2, 1, 99]], 1)])
def test_a_line_that_was_shown_and_is_not_on_the_disk_is_lost(
    file: sqlite3.Connection, shown: list[list[int]], lost: int
) -> None:
    assert lost_lines(file, shown) == lost
