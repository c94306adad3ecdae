"""Two kiosks, each a process, race for the last seats of a flight: nothing is given twice and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.domain.travel.booking import Booking, CouponState
from kiosk.services.departures.embedded import schema
from kiosk.services.departures.embedded.filling import fill
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from kiosk.services.departures.embedded.tables import Tables
from tests.unit.services.departures.racing.flight import BOOKINGS, CABIN, CONTENTS, NOW
from tests.unit.services.departures.world import TO_LISBON

ROOT = Path(__file__).resolve().parents[5]
END_S = 300


def _run_two(place: Path | str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.unit.services.departures.racing.racer", str(place)]
    racers = [
        subprocess.Popen(
            [*command, name, str(seed)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for seed, name in enumerate(("left", "right"), start=1)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said = [racer.communicate(timeout=END_S)[0] for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    return [json.loads(line) for text in said for line in text.splitlines()]


def _kept(system: EmbeddedDepartures) -> list[Booking]:
    with system.engine.begin() as connection:
        found = [Tables(connection).booking(own.ref) for own in BOOKINGS]
    return [own for own in found if own is not None]


def _judge(place: Path | str) -> None:
    system = EmbeddedDepartures(place, lambda: NOW)
    fill(system.engine, CONTENTS, NOW)
    said = _run_two(place)
    kept = _kept(system)
    done = [own.coupons[0] for own in kept if own.coupons[0].state is CouponState.CHECKED_IN]
    seats, numbers = [own.seat for own in done], sorted(own.sequence for own in done)
    plates = [bag.plate for own in kept for bag in own.bags]
    assert len(kept) == len(BOOKINGS)
    assert len(set(seats)) == len(seats)
    assert set(seats) <= set(CABIN.seats)
    assert numbers == list(range(1, len(done) + 1))
    assert len(set(plates)) == len(plates)
    told = [own for own in said if own.get("sequence")]
    assert sorted(own["ref"] for own in told) == sorted(own.ref for own in kept if own.coupons[0].sequence)
    assert sorted(plate for own in told for plate in own["bags"]) == sorted(plates)
    assert {own["why"] for own in said if "why" in own} <= {"taken", "changed"}
    counts = Counter(own.get("why", "done") for own in said)
    assert counts["done"] > 50
    assert counts["taken"] + counts["changed"] > 50
    with system.engine.begin() as connection:
        uses = connection.execute(select(schema.seat_use.c.seat, schema.seat_use.c.order_id)).all()
        states = Counter(connection.execute(select(schema.plate.c.state)).scalars())
        tables = Tables(connection)
        assert tables.due(NOW + 3_600_000) == ()
        assert set(tables.users(TO_LISBON.id)) == set(seats)
    assert sorted(seat for seat, _ in uses) == sorted(seats)
    assert {order_id for _, order_id in uses} == {""}
    assert states["RESERVED"] == len(plates)
    assert states["VOID"] > 0
    system.close()


@pytest.mark.slow
def test_two_kiosks_on_one_sqlite_file_give_no_seat_number_or_plate_twice(tmp_path: Path) -> None:
    _judge(tmp_path)


@pytest.mark.slow
def test_two_kiosks_on_postgresql_give_no_seat_number_or_plate_twice(new_database: str) -> None:
    _judge(new_database)
