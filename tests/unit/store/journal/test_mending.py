"""A second journal that lost or spoilt lines is written anew from the longer chain, and only from that."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.store.database import FILE_NAME, SECOND_JOURNAL_NAME
from kiosk.store.errors import StorageUnusable
from kiosk.store.journal.second import SecondJournalFault
from kiosk.store.quarantine import FOLDER_NAME, open_and_recover
from tests.unit.store.test_second_journal import found_in, lines_of, pay_in, rewrite

pytestmark = pytest.mark.allowed_logs("alert:")
AT_MS = 1_790_000_000_000


def _fault_after_start(folder: Path) -> SecondJournalFault | None:
    database, found = open_and_recover(folder, AT_MS)
    database.close()
    return found.second_journal_problem.fault if found.second_journal_problem is not None else None


def _altered(line: bytes) -> bytes:
    return line.replace(b'"Happened"', b'"Happeneb"')


DAMAGE: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "the first is gone": lambda lines: lines[1:],
    "one between is gone": lambda lines: [*lines[:1], *lines[2:]],
    "two are gone": lambda lines: lines[:-2],
    "all are gone": lambda _lines: [],
    "the first is altered": lambda lines: [_altered(lines[0]), *lines[1:]],
    "one between is noise": lambda lines: [lines[0], b"\xff" * 200 + b"\n", *lines[2:]],
    "one is broken in two": lambda lines: [lines[0], lines[1][:90] + b"\n" + lines[1][91:], *lines[2:]],
    "two ran into one": lambda lines: [lines[0], lines[1][:-1] + b"x" + lines[2], *lines[3:]],
    "one is noise, the next gone": lambda lines: [b"?\n", *lines[2:]],
    "all are noise": lambda lines: [b"?" * (len(line) - 1) + b"\n" for line in lines],
}


ACROSS_AN_ANCHOR = ("the first is altered", "two are gone", "all are gone", "all are noise")


@pytest.mark.parametrize(
    ("damage", "events_before"), [*((damage, 0) for damage in DAMAGE), *((damage, 97) for damage in ACROSS_AN_ANCHOR)]
)
def test_what_the_database_has_all_of_is_written_anew_and_the_old_file_is_kept(
    tmp_path: Path, damage: str, events_before: int, caplog: pytest.LogCaptureFixture
) -> None:
    pay_in(tmp_path, events_before)
    pay_in(tmp_path, 0, 1, "sale-2")
    lines = lines_of(tmp_path)
    spoilt = DAMAGE[damage](lines)
    rewrite(tmp_path, spoilt)
    since_anchor = found_in(tmp_path) is not None
    assert _fault_after_start(tmp_path) is None
    assert lines_of(tmp_path) == (lines if since_anchor else spoilt)
    aside = tmp_path / FOLDER_NAME / str(AT_MS) / SECOND_JOURNAL_NAME
    assert aside.exists() == since_anchor
    assert not since_anchor or aside.read_bytes() == b"".join(spoilt)
    assert ("alert: second journal" in caplog.text) == since_anchor
    assert found_in(tmp_path) is None


def test_a_file_that_is_gone_is_written_anew(tmp_path: Path) -> None:
    pay_in(tmp_path)
    lines = lines_of(tmp_path)
    (tmp_path / SECOND_JOURNAL_NAME).unlink()
    assert _fault_after_start(tmp_path) is None
    assert lines_of(tmp_path) == lines


def test_a_payment_that_only_the_second_journal_knows_is_not_given_up(tmp_path: Path) -> None:
    pay_in(tmp_path)
    for file in tmp_path.glob(f"{FILE_NAME}*"):
        file.unlink()
    lines = lines_of(tmp_path)
    assert _fault_after_start(tmp_path) is SecondJournalFault.AHEAD
    assert lines_of(tmp_path) == lines
    assert not (tmp_path / FOLDER_NAME).exists()


def test_another_event_under_the_same_number_is_not_written_over(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, events_before in ((here, 0), (there, 1)):
        folder.mkdir()
        pay_in(folder, events_before)
    rewrite(here, [*lines_of(there)[:1], *lines_of(here)[1:]])
    assert _fault_after_start(here) is SecondJournalFault.DIFFERENT
    assert not (here / FOLDER_NAME).exists()


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_spoilt_line_that_the_database_has_no_event_for_may_be_a_payment_it_lost(tmp_path: Path, place: int) -> None:
    pay_in(tmp_path, events_after=1)
    lines = lines_of(tmp_path)
    spoilt = [*lines[:place], _altered(lines[0]), *lines[place:]]
    rewrite(tmp_path, spoilt)
    assert _fault_after_start(tmp_path) is SecondJournalFault.DAMAGED
    assert lines_of(tmp_path) == spoilt


def test_lines_out_of_order_are_for_a_person(tmp_path: Path) -> None:
    pay_in(tmp_path, events_after=1)
    lines = lines_of(tmp_path)
    rewrite(tmp_path, [lines[1], lines[0]])
    assert _fault_after_start(tmp_path) is SecondJournalFault.BEHIND


@pytest.mark.parametrize("step", ["link", "replace"])
def test_cut_short_at_any_step_the_next_start_mends_it(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay_in(tmp_path)
    lines = lines_of(tmp_path)
    rewrite(tmp_path, lines[:1])

    def cut(*_args: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "link", cut) if step == "link" else monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(StorageUnusable):
        open_and_recover(tmp_path, AT_MS)
    monkeypatch.undo()
    assert lines_of(tmp_path) == lines[:1]
    database, found = open_and_recover(tmp_path, AT_MS + 1)
    database.close()
    assert found.second_journal_problem is None
    assert lines_of(tmp_path) == lines
