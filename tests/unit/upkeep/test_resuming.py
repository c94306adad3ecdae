"""What a session that was cut off left for its customer: only this version reads its events."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.stamp import Stamp
from kiosk.flows.base import PLAIN, LanguageChosen
from kiosk.flows.checkout.events import Scanned
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import recover
from kiosk.upkeep.resuming import choices_left
from tests.virtual_time import run

AT = Stamp(1_790_000_000_000, 1000, 7)


def cut_off(folder: Path, *, is_ended: bool = False) -> Database:
    """Leave a session that chose Dutch."""
    database = open_database(folder)

    async def go() -> None:
        journal = SqliteJournal(database, "1.0")
        await journal.commit(LanguageChosen("nl"), AT, "s", (), ())
        await journal.commit(Scanned(problem="UNREADABLE"), AT, "" if is_ended else "s", (), ())
        await journal.close()

    run(go())
    return database


@pytest.mark.parametrize(
    ("version", "is_ended", "language"), [("1.0", False, "nl"), ("1.1", False, ""), ("1.0", True, "")]
)
def test_the_language_is_kept_for_a_session_of_this_version_that_did_not_end(
    tmp_path: Path, version: str, is_ended: bool, language: str
) -> None:
    database = cut_off(tmp_path, is_ended=is_ended)
    assert choices_left(database, recover(database).last_session, version) == (language, PLAIN)
    database.close()


@pytest.mark.allowed_logs("taken up from its tables alone: UnknownKind")
def test_events_that_cannot_be_read_leave_the_tables_to_go_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = cut_off(tmp_path)
    session = recover(database).last_session
    monkeypatch.setattr("kiosk.store.codec.Codec.decode", _unknown)
    assert choices_left(database, session, "1.0") == ("", PLAIN)
    database.close()


def _unknown(*_: object) -> None:
    from kiosk.store.codec import UnknownKind

    raise UnknownKind("LanguageChosen")
