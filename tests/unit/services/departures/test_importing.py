"""Importing flights, seats and bookings: every fault with its place, all or nothing, and what is read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.arguments import arguments
from kiosk.commands import BAD_CALL, REFUSED, import_departures
from kiosk.domain.travel.asking import Facts, Found
from kiosk.domain.travel.booking import Allowance, Booking, Concept, CouponState, Extra, PassengerKind
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from kiosk.services.departures.importing.rows import KINDS, fields_of
from tests.unit.services.departures.world import NOW, Clock, check_in, done, found

REFERENCE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "departures.md"
FLIGHTS = """\
carrier,carrier_numeric,number,origin,destination,departs,arrives,layout,gate
NB,989,1364,AMS,LIS,2026-11-22T09:35,2026-11-22T11:30,A320,B7

NB,989,12,LIS,GRU,2026-11-22T15:10,2026-11-22T22:05,B77W,
"""
BOOKINGS = """\
ref,passenger,surname,given_names,segment,flight,date,origin,kind,accompanies,birth_date,allowance,ticket,seat
Q7RT2K,1,Müller,Ana,1,NB1364,2026-11-22,AMS,ADULT,,1990-04-01,1x23000,9892400000017,14C
Q7RT2K,1,Müller,Ana,2,NB12,2026-11-22,LIS,ADULT,,1990-04-01,1x23000,9892400000017,
Q7RT2K,2,Müller,Bo,1,NB1364,2026-11-22,AMS,INFANT,1,2026-02-03,0x23000,9892400000018,
Q7RT2K,2,Müller,Bo,2,NB12,2026-11-22,LIS,INFANT,1,2026-02-03,0x23000,9892400000018,
W3IGHT,1,O'Cloud,E,1,NB1364,2026-11-22,AMS,,,,30000g,,15A
"""
SEATS = """\
flight,date,origin,seat,is
NB1364,2026-11-22,AMS,16A,taken
NB1364,2026-11-22,AMS,16B,blocked
"""
Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def run(tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]) -> Run:
    """Import texts as files; return the status and the lines said."""

    def imported(**texts: str) -> tuple[int, list[str]]:
        files = []
        for name, text in texts.items():
            file = tmp_path / name.replace("_", ".")
            file.write_text(text, "utf-8")
            files.append(file)
        status = import_departures(files, None, tmp_path, now_utc_ms=clock.utc_ms)
        said = capsys.readouterr()
        return status, (said.err if status else said.out).splitlines()

    return imported


def _kept(folder: Path, ref: str, surname: str) -> Booking | None:
    system = EmbeddedDepartures(folder, lambda: NOW)
    answer = asyncio.run(system.find(Facts(ref=ref, surname=surname)))
    system.close()
    return answer.booking if isinstance(answer, Found) else None


def _board(folder: Path) -> dict[str, Flight]:
    system = EmbeddedDepartures(folder, lambda: NOW)
    board = asyncio.run(system.board("2026-11-22"))
    system.close()
    return {own.name: own for own in board}


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("NB,989,1364", "nb,989,1364", "f.csv line 2, carrier: 'nb'; two capital letters or digits"),
        ("NB,989,1364", "NB,98,1364", "f.csv line 2, carrier_numeric: '98'; the airline's three digits"),
        ("NB,989,1364", "NB,989,13645", "f.csv line 2, number: '13645'; one to four digits"),
        ("NB,989,12,", "NB,989,1364,AMS,LIS,2026-11-22T09:35,2026-11-22T11:30,A320,\nNB,989,12,",
         "f.csv line 4, number: '1364'; each flight once; it is on f.csv line 2 already"),
        ("AMS,LIS", "AMS,ZZZ", "f.csv line 2, destination: 'ZZZ'; an airport that exists"),
        ("AMS,LIS", "ams,LIS", "f.csv line 2, origin: 'ams'; the three letters of an airport"),
        ("2026-11-22T09:35", "2026-03-29T02:30", "f.csv line 2, departs: '2026-03-29T02:30'; the clocks of Europe"),
        ("2026-11-22T09:35", "09:35", "f.csv line 2, departs: '09:35'; a local time such as 2026-11-21T16:35"),
        ("2026-11-22T11:30", "2026-11-22T08:30", "f.csv line 2, arrives: '2026-11-22T08:30'; after it departs"),
        ("2026-11-22T11:30", "2026-11-24T11:30", "f.csv line 2, arrives: '2026-11-24T11:30'; after it departs"),
        ("A320", "Zeppelin", "f.csv line 2, layout: 'Zeppelin'; known are A320"),
        (",B7\n", ",B7,more\n", "f.csv line 2: '10 cells'; a row has 9 cells"),
        ("gate\n", "colour\n", "f.csv line 2, colour: 'B7'; unknown; known are carrier"),
        ("carrier,carrier_numeric", "carrier,number", "f.csv line 1: 'carrier,number,number"),
        ("layout,gate", "gate,gate", "f.csv line 1: 'carrier,carrier_numeric"),
    ],
)  # fmt: skip
def test_a_fault_of_a_flight_is_told_with_its_place_and_what_is_allowed(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    status, lines = run(f_csv=FLIGHTS.replace(old, new, 1))
    assert status == REFUSED
    assert any(line.startswith(said) for line in lines), lines
    assert lines[-1].startswith("nothing was imported: ")
    assert _board(tmp_path) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Q7RT2K,1,Müller,Ana,1", "q7rt2k,1,Müller,Ana,1", "b.csv line 2, ref: 'q7rt2k'; six capital letters"),
        ("Q7RT2K,1,Müller,Ana,1", "Q7RT2K,0,Müller,Ana,1", "b.csv line 2, passenger: '0'; a whole number from 1"),
        ("O'Cloud", "O" * 65, f"b.csv line 6, surname: '{'O' * 64}'; 1 to 64 letters"),
        ("O'Cloud", " ", "b.csv line 6, surname: ''; 1 to 64 letters"),
        ("Müller,Ana,2", "Miller,Ana,2", "b.csv line 3, surname: 'Miller'; the same as on b.csv line 2"),
        ("1,NB1364,2026-11-22,AMS,INFANT", "1,NB12,2026-11-22,LIS,INFANT",
         "b.csv line 4, flight: 'NB12'; the same as on b.csv line 2"),
        ("NB12,2026-11-22", "NB13,2026-11-22", "b.csv line 3, flight: 'NB13'; a flight of this import or an"),
        ("1990-04-01", "1990-4-1", "b.csv line 2, birth_date: '1990-4-1'; a date such as 1990-04-01"),
        ("1990-04-01", "1990-02-30", "b.csv line 2, birth_date: '1990-02-30'; a date such as 1990-04-01"),
        ("30000g", "30kg", "b.csv line 6, allowance: '30kg'; pieces x grams each, such as 1x23000"),
        (",15A", ",14C", "b.csv line 6, seat: '14C'; each seat once; it is on b.csv line 2 already"),
        (",15A", ",99A", "b.csv line 6, seat: '99A'; a seat of the cabin A320"),
        (",15A", ",16A", "b.csv line 6, seat: '16A'; a seat that is not taken"),
        ("9892400000018,\nW3", "9892400000018,17C\nW3", "b.csv line 5, seat: '17C'; an INFANT has no seat"),
        ("9892400000018", "989240000001", "b.csv line 4, ticket: '989240000001'; 13 digits, or nothing"),
        ("9892400000018", "9892400000017", "b.csv line 4, ticket: '1'; each ticket for one passenger"),
        ("INFANT,1,", "INFANT,,", "b.csv line 4, accompanies: '0'; of an INFANT the adult"),
        ("INFANT,1,", "INFANT,2,", "b.csv line 4, accompanies: '2'; of an INFANT the adult"),
        ("ADULT,,", "ADULT,2,", "b.csv line 2, accompanies: '2'; of an INFANT the adult"),
        ("Q7RT2K,1,Müller,Ana,2", "Q7RT2K,1,Müller,Ana,1", "b.csv line 3, flight: 'NB12'; the same as on b.csv line 2"),
        ("ADULT", "GROWNUP", "b.csv line 2, kind: 'GROWNUP'; ADULT, CHILD or INFANT"),
    ],
)  # fmt: skip
def test_a_fault_of_a_booking_is_told_with_its_place_and_what_is_allowed(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in BOOKINGS
    status, lines = run(f_csv=FLIGHTS, s_csv=SEATS, b_csv=BOOKINGS.replace(old, new, 1))
    assert status == REFUSED
    assert any(line.startswith(said) for line in lines), lines
    assert _board(tmp_path) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("NB1364", "NB1365", "s.csv line 2, flight: 'NB1365'; a flight of this import; NB1365/2026-11-22/AMS is not"),
        ("16A", "13A", "s.csv line 2, seat: '13A'; a seat of the cabin A320"),
        ("blocked", "broken", "s.csv line 3, is: 'broken'; taken, blocked or kept_back"),
    ],
)
def test_a_fault_of_a_seat_is_told(run: Run, old: str, new: str, said: str) -> None:
    status, lines = run(f_csv=FLIGHTS, s_csv=SEATS.replace(old, new, 1))
    assert (status, lines[0].startswith(said)) == (REFUSED, True), lines


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"a_csv": ""}, "a.csv: ''; the first line must name the columns, at least those of one kind (flights:"),
        ({"a_csv": "a,b\n1,2\n"}, "a.csv line 1: 'a,b'; the first line must name the columns"),
        ({"a_csv": 'carrier,"x\n'}, "a.csv line 1: ''; no CSV: "),
        ({"a_json": "{"}, "a.json line 1: ''; no JSON: "),
        ({"a_json": '{\n"flights": [\n}'}, "a.json line 3: ''; no JSON: "),
        ({"a_json": "[" * 100_000}, "a.json line 1: ''; no JSON: "),
        ({"a_json": "[]"}, "a.json: ''; one object with lists, named flights, seats, bookings"),
        ({"a_json": '{"planes": []}'}, "a.json: ''; one object with lists, named flights, seats, bookings"),
        ({"a_json": '{"flights": [7]}'}, "a.json flights[0]: '7'; an object"),
        ({"a_json": '{"flights": [{}]}'}, "a.json flights[0], carrier: ''; two capital letters or digits"),
        ({"a_json": '{"flights": [{"carrier": ["NB"]}]}'}, "a.json flights[0], carrier: \"['NB']\"; two capital"),
    ],
)  # fmt: skip
def test_a_file_that_is_neither_is_told(run: Run, texts: dict[str, str], said: str) -> None:
    status, lines = run(**texts)
    assert (status, lines[0].startswith(said)) == (REFUSED, True), lines


def test_a_file_that_is_not_there_or_not_utf_8_is_told(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes(BOOKINGS.encode("latin-1"))
    assert import_departures([tmp_path / "none.csv", latin], None, tmp_path) == REFUSED
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"{tmp_path / 'none.csv'}: ''; No such file or directory"
    assert lines[1] == "latin.csv line 2: ''; the file must be in UTF-8: save it again as that"


def test_after_two_hundred_faults_reading_stops(run: Run) -> None:
    row = "nb,989,1,AMS,LIS,2026-11-22T09:35,2026-11-22T11:30,A320,\n"
    status, lines = run(f_csv=FLIGHTS + row * 500)
    assert status == REFUSED
    assert "'too many problems'; reading stopped here" in lines[200]
    assert len(lines) == 202


def test_a_folder_or_settings_that_cannot_be_used_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_departures([], None, tmp_path / "none") == REFUSED
    assert "unable to open database file" in capsys.readouterr().err
    assert import_departures([], tmp_path / "none.toml", tmp_path) == BAD_CALL
    assert "none.toml" in capsys.readouterr().err


def test_a_seat_that_another_booking_has_already_is_refused(run: Run, tmp_path: Path) -> None:
    run(f_csv=FLIGHTS, b_csv=BOOKINGS)
    head, *_ = BOOKINGS.splitlines(keepends=True)
    rival = f"{head}R1VALS,1,Rival,Ria,1,NB1364,2026-11-22,AMS,,,,1x23000,,14C\n"
    assert run(b_csv=rival) == (
        REFUSED,
        ["b.csv line 2, seat: '14C'; another booking has it already", "nothing was imported: 1 problems"],
    )
    assert _kept(tmp_path, "R1VALS", "RIVAL") is None


# --- what is read -----------------------------------------------------------------------------------------------------


def test_flights_and_bookings_are_read_with_their_times_seats_and_allowances(run: Run, tmp_path: Path) -> None:
    assert run(f_csv=FLIGHTS, s_csv=SEATS, b_csv=BOOKINGS) == (0, ["2 flights and 2 bookings imported"])
    flight = _board(tmp_path)["NB 1364"]
    assert flight.id == "NB1364/2026-11-22/AMS"
    assert [own.clock for own in (flight.departs, flight.arrives, flight.opens, flight.closes, flight.bags_until)] == [
        "09:35", "11:30", "09:35", "08:55", "08:40",
    ]  # fmt: skip
    assert (flight.minutes, flight.gate, flight.state) == (175, "B7", FlightState.ON_TIME)
    booking = _kept(tmp_path, "Q7RT2K", "MULLER")
    assert booking is not None
    assert [own.kind for own in booking.passengers] == [PassengerKind.ADULT, PassengerKind.INFANT]
    assert booking.passengers[1].accompanies == "p1"
    assert [(own.passenger_id, own.segment_n, own.seat) for own in booking.coupons] == [
        ("p1", 1, "14C"), ("p1", 2, ""), ("p2", 1, ""), ("p2", 2, ""),
    ]  # fmt: skip
    other = _kept(tmp_path, "W3IGHT", "OCLOUD")
    assert other is not None
    assert other.passengers[0].allowance == Allowance(Concept.WEIGHT, 0, 30_000)
    assert other.passengers[0].surname == "O'Cloud"


def test_what_a_traveller_has_and_what_may_be_sold_are_read_and_nothing_is_sold_without_a_word(
    run: Run, tmp_path: Path
) -> None:
    rows = BOOKINGS.splitlines()
    told = [rows[0] + ",extras,sells", rows[1] + ",FAST PRIORITY,LOUNGE FAST", rows[2] + ",,LOUNGE FAST"]
    assert run(flights_csv=FLIGHTS, bookings_csv="\n".join(told))[0] == 0
    kept = _kept(tmp_path, "Q7RT2K", "MUELLER")
    assert kept is not None
    assert kept.extras == (Extra("p1", 1, "FAST"), Extra("p1", 1, "PRIORITY"))
    assert kept.sells == ("LOUNGE", "FAST")
    status, said = run(flights_csv=FLIGHTS, bookings_csv="\n".join([told[0], rows[5] + ",SAUNA,"]))
    assert status == REFUSED
    assert "any of PRIORITY FAST LOUNGE" in said[0]
    assert run(flights_csv=FLIGHTS, bookings_csv="\n".join([rows[0], rows[5]]))[0] == 0
    plain = _kept(tmp_path, "W3IGHT", "O CLOUD")
    assert plain is not None
    assert (plain.extras, plain.sells) == ((), ())


def test_json_is_read_as_the_same_rows(run: Run, tmp_path: Path) -> None:
    def rows(text: str) -> list[dict[str, object]]:
        head, *lines = (line.split(",") for line in text.splitlines() if line)
        return [dict(zip(head, line, strict=True)) for line in lines]

    flights = [{**row, "is_here": True} for row in rows(FLIGHTS)]
    bookings = [{**row, "passenger": int(str(row["passenger"]))} for row in rows(BOOKINGS)]
    text = json.dumps({"flights": flights, "seats": rows(SEATS), "bookings": bookings})
    assert run(all_json=text) == (0, ["2 flights and 2 bookings imported"])
    from_json = _kept(tmp_path, "Q7RT2K", "MUELLER")
    run(f_csv=FLIGHTS, s_csv=SEATS, b_csv=BOOKINGS)
    from_csv = _kept(tmp_path, "Q7RT2K", "MUELLER")
    assert from_json is not None
    assert from_csv is not None
    assert (from_json.passengers, from_json.coupons) == (from_csv.passengers, from_csv.coupons)


def test_bookings_may_come_after_their_flights_and_a_delay_after_both(run: Run, tmp_path: Path) -> None:
    assert run(f_csv="\ufeff" + FLIGHTS)[0] == 0
    assert run(b_csv=BOOKINGS) == (0, ["0 flights and 2 bookings imported"])
    late = FLIGHTS.replace("layout,gate", "layout,gate,state,expects").replace(
        ",B7\n", ",B9,DELAYED,2026-11-22T11:00\n"
    )
    late = late.replace(",B77W,\n", ",B77W,,,\n")
    assert run(f_csv=late) == (0, ["2 flights and 0 bookings imported"])
    booking = _kept(tmp_path, "W3IGHT", "OCLOUD")
    assert booking is not None
    flight = booking.segments[0].flight
    assert (flight.late_min, flight.gate, flight.closes.clock) == (85, "B9", "10:20")
    assert booking.coupons[0].seat == "15A"


def test_a_booking_that_was_used_here_stays_and_is_named(run: Run, tmp_path: Path) -> None:
    run(f_csv=FLIGHTS, b_csv=BOOKINGS)
    system = EmbeddedDepartures(tmp_path, lambda: NOW)
    with asyncio.Runner() as runner:
        kept = found(runner.run(system.find(Facts(ref="W3IGHT", surname="OCLOUD")))).booking
        done(runner.run(system.prepare(check_in("o", kept))))
        done(runner.run(system.complete("o")))
    system.close()
    assert run(f_csv=FLIGHTS, b_csv=BOOKINGS) == (
        0,
        [
            "2 flights and 1 bookings imported",
            "1 bookings were used here meanwhile and stay as they are: W3IGHT",
        ],
    )
    after = _kept(tmp_path, "W3IGHT", "OCLOUD")
    assert after is not None
    assert after.coupons[0].state is CouponState.CHECKED_IN


def test_a_day_after_its_last_flight_a_booking_is_deleted_by_the_next_import(
    run: Run, tmp_path: Path, clock: Clock
) -> None:
    run(f_csv=FLIGHTS, b_csv=BOOKINGS)
    clock.utc_ms = NOW + 52 * 3_600_000  # less than a day after one of them ends in São Paulo, more for the other
    run(f_csv=FLIGHTS)
    assert _kept(tmp_path, "W3IGHT", "OCLOUD") is None
    assert _kept(tmp_path, "Q7RT2K", "MULLER") is not None
    clock.utc_ms += 24 * 3_600_000
    run(f_csv=FLIGHTS)
    assert _kept(tmp_path, "Q7RT2K", "MULLER") is None


def test_the_reference_names_every_field_and_which_are_needed() -> None:
    text = REFERENCE.read_text("utf-8").partition("## Fields of an import")[2]
    for kind, model in KINDS.items():
        part = text.partition(f"### {kind}\n")[2].partition("###")[0]
        cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("|") and "`" in line.split("|")[1]]
        listed = {name.strip(" *`"): "**" in name for cell in cells for name in cell.split(",")}
        assert listed == {name: is_needed for name, (is_needed, _) in fields_of(model).items()}, kind


def test_the_command_line_takes_several_files_and_the_options_behind_it() -> None:
    options = arguments(["import-departures", "a.csv", "b.json", "--data", "here"])
    assert (options.command, [str(own) for own in options.files]) == ("import-departures", ["a.csv", "b.json"])
    assert str(options.data) == "here"
