"""The embedded system's own: what outlives a restart, what is refused at the door, and silence instead of guesses."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, event, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from kiosk.domain.travel.asking import DeparturesSilent, Done, Facts, Found, Miss, Missed, No, Refused
from kiosk.domain.travel.booking import Bag, BagState, CouponState
from kiosk.domain.travel.flight import FlightState
from kiosk.domain.travel.plates import KEPT_MS
from kiosk.domain.values import replace
from kiosk.services.departures.embedded import schema
from kiosk.services.departures.embedded.filling import Filled, fill, forget
from kiosk.services.departures.embedded.opening import NoDepartures, open_engine
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from kiosk.services.departures.ledger import Contents
from tests.unit.services.departures.world import (
    ANA,
    BOOKINGS,
    CONTENTS,
    FLIGHTS,
    LETTER,
    NAMESAKE,
    NOW,
    SEATINGS,
    TO_LISBON,
    TWICE_SOON,
    Clock,
    Kiosk,
    check_in,
    done,
    found,
    one,
)

YEAR_MS = 365 * 24 * 3_600_000


@pytest.fixture
def system(tmp_path: Path) -> Iterator[EmbeddedDepartures]:
    own = EmbeddedDepartures(tmp_path, lambda: NOW)
    fill(own.engine, CONTENTS, NOW)
    yield own
    own.close()


@pytest.fixture
def kiosk(system: EmbeddedDepartures) -> Iterator[Kiosk]:
    with asyncio.Runner() as runner:
        yield Kiosk(system, runner, Clock())


# --- the door ---------------------------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoDepartures, match="unable to open"):
        open_engine(tmp_path / "none")


@pytest.mark.parametrize("place", ["mysql://host/kiosk", "sqlite:///kiosk.db", "postgres", "not a url"])
def test_only_postgresql_is_reached_by_url(place: str) -> None:
    with pytest.raises(NoDepartures, match="postgresql://user@host/database"):
        open_engine(place)


def test_a_password_is_not_in_the_words_of_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'pronto[postgresql]'")
    with pytest.raises(NoDepartures) as refused:
        open_engine("postgresql://kiosk:very-secret@127.0.0.1:1/none")
    assert "very-secret" not in str(refused.value)
    assert "127.0.0.1" in str(refused.value)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NoDepartures, match="postgresql"):
        open_engine("postgresql://kiosk@127.0.0.1:1/none")


def test_a_file_of_another_format_is_left_alone(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    with engine.begin() as connection:
        connection.execute(update(schema.edition).values(format=99))
    engine.dispose()
    with pytest.raises(NoDepartures, match="its format is 99, this program reads 1"):
        open_engine(tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / schema.FILE_NAME).write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    with pytest.raises(NoDepartures, match="not a database"):
        open_engine(tmp_path)


def test_commits_are_flushed_before_they_are_told(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    with engine.connect() as connection:
        settings = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in
                    ("journal_mode", "synchronous", "foreign_keys", "secure_delete")}  # fmt: skip
    engine.dispose()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


# --- silence ----------------------------------------------------------------------------------------------------------


def test_a_database_that_fails_is_silence_and_never_a_no(kiosk: Kiosk, system: EmbeddedDepartures) -> None:
    with system.engine.begin() as connection:
        connection.execute(text("ALTER TABLE booking RENAME TO gone"))
    assert kiosk.find(ref=NAMESAKE.ref, surname="SILVA") == Missed(Miss.SILENT)
    assert kiosk.prepare(check_in("o", NAMESAKE)) == Refused(No.SILENT)
    with pytest.raises(DeparturesSilent):
        kiosk.pass_printed(NAMESAKE.ref, "p1")
    with system.engine.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO booking"))
    done(kiosk.prepare(check_in("o", NAMESAKE)))


def test_what_the_database_refuses_again_and_again_is_silence(kiosk: Kiosk, system: EmbeddedDepartures) -> None:
    with system.engine.begin() as connection:
        connection.execute(text(
            "CREATE TRIGGER no_seat BEFORE INSERT ON seat_use BEGIN SELECT RAISE(ABORT, 'taken'); END"
        ))  # fmt: skip
    assert kiosk.prepare(check_in("o", NAMESAKE, bags=1)) == Refused(No.SILENT)
    with system.engine.begin() as connection:
        assert connection.execute(select(func.count()).select_from(schema.plate)).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(schema.order_)).scalar_one() == 0


# --- what outlives a restart ------------------------------------------------------------------------------------------


def test_what_was_prepared_before_a_restart_is_completed_after_it(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        first = EmbeddedDepartures(tmp_path, lambda: NOW)
        fill(first.engine, CONTENTS, NOW)
        prepared = done(runner.run(first.prepare(check_in("o", NAMESAKE, seat="1B", bags=1))))
        first.close()
        second = EmbeddedDepartures(tmp_path, lambda: NOW + 60_000)
        assert done(runner.run(second.prepare(check_in("o", NAMESAKE, seat="1B", bags=1)))) == prepared
        after = done(runner.run(second.complete("o")))
        second.close()
    assert after.coupons[0].state is CouponState.CHECKED_IN
    assert [own.plate for own in after.bags] == [own.plate for own in prepared.bags]


def test_two_kiosks_open_a_new_file_at_once(tmp_path: Path) -> None:
    _open_at_once(tmp_path)


def test_a_new_file_that_another_kiosk_holds_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / schema.FILE_NAME, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    let_go = threading.Timer(0.3, holder.execute, ("ROLLBACK",))
    let_go.start()
    open_engine(tmp_path).dispose()
    let_go.join()
    holder.close()


def test_two_kiosks_open_a_new_postgresql_database_at_once(new_database: str) -> None:
    _open_at_once(new_database)


def _open_at_once(place: Path | str) -> None:
    async def both() -> None:
        engines = await asyncio.gather(*(asyncio.to_thread(open_engine, place) for _ in range(4)))
        for engine in engines:
            with engine.connect() as connection:
                assert connection.execute(select(schema.edition.c.format)).scalars().all() == [schema.FORMAT]
            engine.dispose()

    asyncio.run(both())


# --- filling ----------------------------------------------------------------------------------------------------------


def test_two_bookings_with_one_seat_and_nothing_is_written(system: EmbeddedDepartures, kiosk: Kiosk) -> None:
    rivals = (one("NEW001", "New", "Nia", TO_LISBON, seat="1C"), one("NEW002", "New", "Nio", TO_LISBON, seat="1C"))
    with pytest.raises(IntegrityError):
        fill(system.engine, Contents(FLIGHTS, rivals, SEATINGS), NOW)
    assert kiosk.find(ref="NEW001", surname="NEW") == Missed(Miss.NOT_FOUND)
    assert "1C" not in kiosk.seats(TO_LISBON).taken


def test_a_booking_that_was_used_here_stays_and_the_others_are_replaced(
    system: EmbeddedDepartures, kiosk: Kiosk
) -> None:
    done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B")))
    done(kiosk.complete("o"))
    renamed = replace(TWICE_SOON, passengers=(replace(TWICE_SOON.passengers[0], surname="Renamed"),))
    changed = [renamed if own.ref == renamed.ref else own for own in BOOKINGS]
    report = fill(system.engine, Contents(FLIGHTS, tuple(changed), SEATINGS), NOW)
    assert report == Filled(len(FLIGHTS), len(BOOKINGS) - 1, (NAMESAKE.ref,))
    assert found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking.coupons[0].seat == "1B"
    assert isinstance(kiosk.find(ref=renamed.ref, surname="RENAMED"), Found)
    assert kiosk.find(ref=renamed.ref, surname="OKAFOR") == Missed(Miss.NOT_FOUND)
    assert {"1B", "2A"} <= kiosk.seats(TO_LISBON).taken


def test_a_flight_takes_its_new_gate_and_state_for_every_booking_on_it(
    system: EmbeddedDepartures, kiosk: Kiosk
) -> None:
    late = replace(TO_LISBON, state=FlightState.DELAYED, expects=TO_LISBON.departs.shifted(55), gate="Z9")
    fill(system.engine, Contents((late,), (), SEATINGS), NOW)
    own = found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking.segments[0].flight
    assert (own.late_min, own.gate, own.state) == (55, "Z9", FlightState.DELAYED)
    assert own.version > 1


def test_numbers_and_tags_that_came_with_a_booking_are_not_given_again(tmp_path: Path) -> None:
    coupon = replace(ANA.coupons[0], state=CouponState.CHECKED_IN, sequence=7)
    bag = Bag("p1", "0989000001", 10_000, 1, BagState.ACTIVE)
    travelled = replace(ANA.with_coupon(coupon), bags=(bag,))
    system = EmbeddedDepartures(tmp_path, lambda: NOW)
    fill(system.engine, Contents(FLIGHTS, (travelled, NAMESAKE), SEATINGS), NOW)
    with asyncio.Runner() as runner:
        runner.run(system.prepare(check_in("o", NAMESAKE, bags=1)))
        after = done(runner.run(system.complete("o")))
        assert runner.run(system.tag_printed("0989000001"))
    assert after.coupons[0].sequence == 8
    assert after.bags[0].plate == "0989000002"
    system.close()


def test_a_bag_number_comes_again_only_when_its_window_is_over(tmp_path: Path) -> None:
    system = EmbeddedDepartures(tmp_path, lambda: NOW)
    fill(system.engine, CONTENTS, NOW)

    def keep(*statements: Executable) -> None:
        with system.engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)

    with asyncio.Runner() as runner:
        keep(insert(schema.serial).values(carrier_numeric="989", last=999_998))
        plates = []
        for own in (NAMESAKE, TWICE_SOON, LETTER):
            order = check_in(own.ref, own, bags=1)
            plates.append(done(runner.run(system.prepare(order))).bags[0].plate)
            runner.run(system.release(order.id))
        is_first = schema.plate.c.plate == "0989000001"
        keep(
            update(schema.serial).values(last=999_998),
            update(schema.plate).where(is_first).values(given_utc_ms=NOW - KEPT_MS),
        )
        again = done(runner.run(system.prepare(check_in("d", NAMESAKE, bags=1)))).bags[0].plate
    assert plates == ["0989999999", "0989000001", "0989000002"]
    assert again == "0989000001"
    system.close()


def test_what_is_past_is_deleted_with_everything_personal_and_its_numbers_stay(
    system: EmbeddedDepartures, kiosk: Kiosk
) -> None:
    done(kiosk.prepare(check_in("o", NAMESAKE, bags=1)))
    done(kiosk.complete("o"))
    assert forget(system.engine, NOW) == 0
    assert forget(system.engine, NOW + YEAR_MS) == len(BOOKINGS)
    with system.engine.begin() as connection:
        tables = (schema.booking, schema.lookup, schema.segment, schema.order_, schema.seat_use, schema.boarding)
        for table in (*tables, schema.flight):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
        plates = connection.execute(select(schema.plate.c.ref, schema.plate.c.state)).all()
    assert [tuple(own) for own in plates] == [("", "VOID")]
    assert kiosk.find(ref=NAMESAKE.ref, surname="SILVA") == Missed(Miss.NOT_FOUND)
    assert not kiosk.tag_printed("0989000001")


# --- finding ----------------------------------------------------------------------------------------------------------

_ASKED = (
    Facts(ref="NAM005", surname="SILVA"),
    Facts(ticket="9892400000011", surname="SILVA"),
    Facts(card="NB700100200", surname="SILVA"),
    Facts(surname="SILVA", given_names="RUI", birth_date="1990-01-01"),
    Facts(surname="SILVA", given_names="RUI", flight="NB101", date="2026-11-21"),
)


@pytest.mark.parametrize("facts", _ASKED)
def test_every_search_goes_by_an_index(system: EmbeddedDepartures, facts: Facts) -> None:
    plans: list[str] = []

    @event.listens_for(system.engine, "before_cursor_execute")
    def explain(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[attr-defined] # a DBAPI cursor
        plans.extend(row[-1] for row in cursor.fetchall())  # type: ignore[attr-defined] # as above

    asyncio.run(system.find(facts))
    assert plans
    tables = set(schema.metadata.tables)
    assert not [own for own in plans if own.startswith("SCAN") and own.split()[1] in tables]


def test_nothing_is_left_of_a_booking_in_the_search_once_it_is_deleted(system: EmbeddedDepartures) -> None:
    with system.engine.begin() as connection:
        connection.execute(delete(schema.seat_use).where(schema.seat_use.c.ref == ANA.ref))
        connection.execute(delete(schema.booking).where(schema.booking.c.ref == ANA.ref))
        left = connection.execute(select(schema.lookup).where(schema.lookup.c.ref == ANA.ref)).all()
    assert left == []
    assert isinstance(asyncio.run(system.prepare(check_in("o", NAMESAKE, seat="2A"))), Done)
