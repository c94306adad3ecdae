"""Only damage replaces a journal: what the machine lacks for a moment leaves the file where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.store import quarantine
from kiosk.store.errors import StorageCause, StorageUnusable
from kiosk.store.quarantine import FOLDER_NAME, open_and_recover
from tests.unit.store.test_second_journal import found_in, lines_of, pay_in, rewrite

AT_MS = 1_790_000_000_000


@pytest.mark.parametrize("cause", [cause for cause in StorageCause if cause is not StorageCause.CORRUPT])
def test_a_file_that_cannot_be_opened_and_is_not_damaged_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cause: StorageCause
) -> None:
    pay_in(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())

    def fails(data_dir: Path) -> None:
        raise StorageUnusable(data_dir / "journal.db", cause, "said by a test")

    monkeypatch.setattr(quarantine, "open_database", fails)
    with pytest.raises(StorageUnusable) as raised:
        open_and_recover(tmp_path, AT_MS)
    assert raised.value.cause is cause
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert not (tmp_path / FOLDER_NAME).exists()


def test_a_line_with_holes_is_a_torn_last_line_only_where_it_is_the_last(tmp_path: Path) -> None:
    pay_in(tmp_path)
    lines = lines_of(tmp_path)
    hole = lines[-2][:20] + b"\0" * 20 + lines[-2][40:]
    rewrite(tmp_path, [*lines[:-2], hole, lines[-1]])
    assert found_in(tmp_path) is not None
    assert lines_of(tmp_path) == [*lines[:-2], hole, lines[-1]]


@pytest.mark.allowed_logs("alert:")
def test_a_line_of_another_event_is_not_written_over_because_a_later_line_is_noise(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, name in ((here, "sale-1"), (there, "sale-2")):
        folder.mkdir()
        pay_in(folder, name=name)
    own, others = lines_of(here), lines_of(there)
    assert own[0] != others[0]
    spoilt = [others[0], *own[1:-1], b"?" * (len(own[-1]) - 1) + b"\n"]
    rewrite(here, spoilt)
    database, found = open_and_recover(here, AT_MS)
    database.close()
    assert found.second_journal_problem is not None
    assert lines_of(here) == spoilt
    assert not (here / FOLDER_NAME).exists()
