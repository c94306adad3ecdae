"""The books of travellers name what is wrong: papers that nobody proved, what two have, and what must stand nowhere."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.services.departures.embedded.schema import FILE_NAME as DEPARTURES
from tests.faults.killloop.hall.hands import COMES, LIVES_EACH, party
from tests.faults.killloop.hall.papers import (
    believed,
    bookings_of,
    canaries,
    claimed,
    held_in_clear,
    proven_documents,
    twice,
)


@pytest.fixture
def file() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.row_factory = sqlite3.Row
    made.executescript(
        """
        CREATE TABLE print_job (number, kind, state, doc);
        INSERT INTO print_job VALUES (1, 'BOARDING', 'DONE', 'pass:p1:1:s1'),
          (2, 'BAGTAG', 'DONE', 'tag:0989000001:s1'), (3, 'BOARDING', 'UNKNOWN', 'pass:p1:1:s1');
        """
    )
    return made


def booked(**changes: Any) -> dict[str, Any]:
    """Return a booking with one of two on a seat, a pass that came out and a tag that is on a bag."""
    coupons = [
        {"passenger_id": "p1", "segment_n": 1, "seat": "1A", "state": "CHECKED_IN", "sequence": 1, "passes": 1},
        {"passenger_id": "p2", "segment_n": 1, "seat": "", "state": "OPEN", "sequence": 0, "passes": 0},
    ]
    bags = [{"plate": "0989000001", "state": "ACTIVE"}]
    return {"ref": "HAND01", "flights": {1: "NB0101"}, "coupons": coupons, "bags": bags, **changes}


def test_a_paper_that_no_printer_called_printed_is_claimed(file: sqlite3.Connection) -> None:
    assert claimed(file, {1}) == ["paper 2 (BAGTAG)"]
    assert claimed(file, {1, 2, 3}) == []


def test_a_tag_or_a_pass_that_counts_without_its_paper_is_told(file: sqlite3.Connection) -> None:
    assert believed([booked()], proven_documents(file, {1, 2})) == []
    assert len(believed([booked()], proven_documents(file, {3}))) == 1
    assert len(believed([booked()], Counter())) == 2


def test_what_two_have_is_told() -> None:
    assert twice([booked()]) == []
    found = twice([booked(), booked(ref="GOLD01")])
    assert [name.split()[0] for name in found] == ["seat", "sequence", "plate"]


def test_bookings_are_read_with_their_flights(tmp_path: Path) -> None:
    assert bookings_of(tmp_path) == []
    with closing(sqlite3.connect(tmp_path / DEPARTURES)) as beside, beside:
        beside.executescript("CREATE TABLE booking (ref, body); CREATE TABLE segment (ref, n, flight_id);")
        beside.execute("INSERT INTO booking VALUES ('HAND01', ?)", (json.dumps({"coupons": [], "bags": []}),))
        beside.execute("INSERT INTO segment VALUES ('HAND01', 1, 'NB0101')")
    assert bookings_of(tmp_path) == [{"coupons": [], "bags": [], "flights": {1: "NB0101"}}]


@pytest.mark.parametrize("number", range(0, LIVES_EACH * len(COMES), LIVES_EACH))
def test_each_word_of_a_traveller_is_found_wherever_it_stands(tmp_path: Path, number: int) -> None:
    who = party(number)
    words = canaries(who)
    assert {who.ref, who.surname, who.documents[0][0], who.documents[0][1]} <= words
    assert who.documents[0][1][:8] in words
    for word in words:
        (tmp_path / "kiosk.log").write_text(f"someone said {word} aloud", encoding="utf-8")
        assert list(held_in_clear(tmp_path, [word])), word
        (tmp_path / "kiosk.log").write_text(f"someone said {word} aloud", encoding="utf-16-le")
        assert list(held_in_clear(tmp_path, [word])), word


def test_the_departures_system_knows_its_travellers_and_no_document(tmp_path: Path) -> None:
    who = party(0)
    (tmp_path / DEPARTURES).write_text(f"{who.ref} {who.surname}", encoding="utf-8")
    assert list(held_in_clear(tmp_path, canaries(who))) == []
    (tmp_path / DEPARTURES).write_text(who.documents[0][1], encoding="utf-8")
    assert list(held_in_clear(tmp_path, canaries(who)))
