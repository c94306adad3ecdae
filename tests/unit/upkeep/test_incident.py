"""An incident's bundle plays to the same states, holds nothing personal, and a bent one is refused."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.arguments import arguments
from kiosk.domain.private import Private
from kiosk.domain.travel.asking import Miss, Missed
from kiosk.flows.base import DeviceChanged, Event, LanguageChosen
from kiosk.flows.checkin.events import BookingTold
from kiosk.flows.checkout.events import PayPressed, Scanned
from kiosk.flows.shell.session import Session, Started, StartPressed
from kiosk.flows.shell.step import step
from kiosk.site import site_of
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.upkeep.incident.bundle import MOST_BYTES, BadBundle, Bundle, read, write
from kiosk.upkeep.incident.collecting import collected
from kiosk.upkeep.inspection import asked
from tests.unit.flows.given import Clock, goods
from tests.virtual_time import run

SETTINGS: dict[str, Any] = {
    "site": {
        "name": "Kade Markt", "kiosk": "Kiosk 4", "currency": "EUR", "languages": ["en", "nl"], "language": "en",
        "person": {"desk": {"en": "Desk", "nl": "Balie"}, "phone": "4410", "opens": "06:00", "closes": "22:00"},
    }
}  # fmt: skip
SITE = site_of(SETTINGS, is_demo=True)
UP = tuple(DeviceChanged(name, "READY", is_usable=True) for name in ("scanner", "printer", "terminal"))
SHOPPING: tuple[Event, ...] = (
    *UP, Started(), Scanned(goods(0)), LanguageChosen("nl"), Scanned(goods(1)), Scanned(problem="UNREADABLE"),
    PayPressed(),
)  # fmt: skip


def told(folder: Path, *events: Event) -> tuple[Database, Session]:
    """Step a kiosk through events with its journal, as the runtime does."""
    database, session, clock = open_database(folder), Session(SITE, SITE.language), Clock()

    async def go() -> None:
        nonlocal session
        journal = SqliteJournal(database, "1.0")
        for event in events:
            at = clock.stamp()
            before, (session, _) = session, step(session, event, at)
            if session is not before:
                await journal.commit(event, at, session.id or before.id, before.sales, session.sales)
        await journal.close()

    run(go())
    return database, session


def bundle_of(folder: Path, *events: Event) -> Bundle:
    database, session = told(folder, *events)
    found = collected(database, folder, SITE, ("1.0", 1_790_000_000_000), session)
    database.close()
    return found


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "incident.jsonl"
    write(path, bundle_of(tmp_path, *SHOPPING))
    return path


# --- faults first ---------------------------------------------------------------------------------------------------


def test_every_bent_byte_and_every_cut_is_refused(written: Path) -> None:
    whole, draw = written.read_bytes(), random.Random(7)  # noqa: S311  # a replayable choice, no secret
    bent = written.with_name("bent.jsonl")
    for place in draw.sample(range(len(whole)), 300):
        bent.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << draw.randrange(8))]) + whole[place + 1 :])
        with pytest.raises(BadBundle):
            read(bent)
    for end in draw.sample(range(len(whole) - 1), 60):
        bent.write_bytes(whole[:end])
        with pytest.raises(BadBundle):
            read(bent)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b"[" * 100_000, "line 1 is no JSON"),
        (b"[]\n", "line 1 is no JSON object"),
        (b'{"end":7}\n', "the end is missing"),
        (b'{"end":{"lines":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}\n', "head"),
    ],
)
def test_what_is_no_bundle_is_refused_with_its_line(
    tmp_path: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadBundle, match=said):
        read(path)
    assert asked(arguments(["replay", str(path)]), *_no_devices()) == 2
    assert said in capsys.readouterr().err


def test_a_file_too_large_is_not_read_at_all(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(BadBundle, match="larger than"):
        read(path)


def test_a_bundle_that_is_not_there_is_a_bad_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(arguments(["replay", str(tmp_path / "none")]), *_no_devices()) == 2
    assert "No such file" in capsys.readouterr().err


def test_an_event_of_another_version_is_named(tmp_path: Path) -> None:
    path, own = tmp_path / "other.jsonl", bundle_of(tmp_path, *SHOPPING)
    rows = (replace(own.rows[0], kind="NoSuchEvent"), *own.rows[1:])
    write(path, replace(own, rows=rows))
    assert asked(arguments(["replay", str(path)]), *_no_devices()) == 2


def test_the_first_state_that_is_another_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, own = tmp_path / "other.jsonl", bundle_of(tmp_path, *SHOPPING)
    changed = replace(own.rows[-2], digest="0" * 16)
    write(path, replace(own, rows=(*own.rows[:-2], changed, own.rows[-1])))
    assert asked(arguments(["replay", str(path)]), *_no_devices()) == 1
    assert f"event {changed.seq} Scanned" in capsys.readouterr().out


# --- the way it goes ------------------------------------------------------------------------------------------------


def test_a_bundle_plays_to_the_states_of_the_kiosk(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(written).is_same
    assert asked(arguments(["replay", str(written)]), *_no_devices()) == 0
    said = capsys.readouterr().out
    assert "checkout/Paying" in said
    assert "the same states; as the kiosk stood there" in said


def test_a_new_start_begins_anew_with_the_devices_that_were_told_before_it(tmp_path: Path) -> None:
    own = bundle_of(tmp_path, *UP, Started(), StartPressed())
    assert own.is_same
    assert [row.kind for row in own.rows] == ["DeviceChanged"] * 3 + ["Started", "StartPressed"]


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    own = bundle_of(tmp_path, *SHOPPING)
    write(tmp_path / "b", own)
    assert read(tmp_path / "b") == own


def test_a_personal_event_ends_what_is_replayed_and_its_words_are_in_no_bundle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, session = told(tmp_path, *SHOPPING)

    async def add() -> None:
        journal, clock = SqliteJournal(database, "1.0"), Clock()
        clock.ms = 60_000
        await journal.commit(BookingTold("P", Private(Missed(Miss.NOT_FOUND))), clock.stamp(), session.id, (), ())
        await journal.commit(LanguageChosen("en"), clock.stamp(), session.id, (), ())
        await journal.close()

    run(add())
    own = collected(database, tmp_path, SITE, ("1.0", 1), session)
    database.close()
    assert [row.is_withheld for row in own.rows[-3:]] == [False, True, True]
    assert [row.payload for row in own.rows[-2:]] == ["", ""]
    assert not own.is_same
    write(tmp_path / "b", own)
    assert asked(arguments(["replay", str(tmp_path / "b")]), *_no_devices()) == 0
    assert "2 events are not replayed" in capsys.readouterr().out


def test_the_log_goes_along_without_card_numbers(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "kiosk.log").write_text("a device said 4111 1111 1111 1111\nthe next line\n")
    own = bundle_of(tmp_path, *UP, Started())
    assert own.log == ("a device said [removed]", "the next line")


def _no_devices() -> tuple[Any, Any]:
    """Stand in for what `replay` never asks for."""

    def none(*_: object) -> Any:
        raise AssertionError("replaying touches no device")

    return none, none
