"""What a session that was cut off left for its customer: only this version reads its events."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.calls import GONE_S, Call, How, Stage
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import PLAIN, Event, LanguageChosen
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.shell.calling import (
    CallAccepted,
    CallEnded,
    CallHeard,
    CallPlaced,
    CallWithdrawn,
    PersonArrived,
)
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import recover
from kiosk.upkeep.resuming import calls_left, choices_left
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


CALL = Call("c1", AT.utc_ms, "checkout/Scanning", ("ITEM.AGE_CHECK",), "nl")
SOFIA = "Sofia"


@pytest.mark.parametrize("session_id", ["", "s"], ids=["nobody", "session"])
@pytest.mark.parametrize(
    ("events", "left"),
    [
        ((CallPlaced(CALL, 0),), replace(CALL, placed=0)),
        ((CallPlaced(CALL, 1), CallHeard("c1")), replace(CALL, placed=0, stage=Stage.HEARD)),
        ((CallPlaced(CALL, 1), CallAccepted("c1", SOFIA)), replace(CALL, placed=0, stage=Stage.COMING)),
        ((CallPlaced(CALL, 1), PersonArrived("c1")), replace(CALL, placed=0, stage=Stage.HERE)),
        (
            (CallPlaced(CALL, 1), CallWithdrawn()),
            replace(CALL, placed=0, stage=Stage.ENDING, how=How.WITHDRAWN),
        ),
        ((CallPlaced(CALL, 1), CallAccepted("other", SOFIA)), replace(CALL, placed=0)),
        ((CallPlaced(CALL, 1), CallEnded("c1", How.DONE)), None),
        ((CallPlaced(CALL, 1), CallWithdrawn(), CallEnded("c1", How.UNDONE)), None),
        ((), None),
    ],
)
def test_a_call_survives_a_crash_as_far_as_it_had_come(
    tmp_path: Path, session_id: str, events: tuple[Event, ...], left: Call | None
) -> None:
    database = open_database(tmp_path)

    async def go() -> None:
        journal = SqliteJournal(database, "1.0")
        for event in events:
            await journal.commit(event, AT, session_id, (), ())
        await journal.close()

    run(go())
    found, waited = calls_left(database, AT.utc_ms + 60_000)
    assert found == left
    assert waited == ((0,) if any(isinstance(one, CallAccepted) and one.call_id == "c1" for one in events) else ())
    assert calls_left(database, AT.utc_ms + GONE_S * 1000 + 1)[0] is None
    database.close()


@pytest.mark.allowed_logs("a call for a person is not taken up: UnknownKind")
def test_a_call_that_cannot_be_read_stops_no_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_database(tmp_path)

    async def go() -> None:
        journal = SqliteJournal(database, "1.0")
        await journal.commit(CallPlaced(CALL, 0), AT, "s", (), ())
        await journal.close()

    run(go())
    monkeypatch.setattr("kiosk.store.codec.Codec.decode", _unknown)
    assert calls_left(database, AT.utc_ms) == (None, ())
    database.close()
