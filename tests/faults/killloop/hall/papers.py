"""What a kill left of a check-in: papers that nobody proved, seats and numbers twice, and words that must not stay.

The departures system is another party with a file of its own: there travellers have their names, and in no other file.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from kiosk.services.departures.embedded.schema import FILE_NAME as DEPARTURES
from tests.faults.simulate.travel.airport import Held

SEATED: Final = ("CHECKED_IN", "BOARDED")


def claimed(connection: sqlite3.Connection, proven: Collection[int]) -> list[str]:
    """Return the papers that the kiosk's file calls printed and no printer did. `proven`: numbers of jobs."""
    rows = connection.execute("SELECT number, kind FROM print_job WHERE state = 'DONE'").fetchall()
    return [f"paper {row['number']} ({row['kind']})" for row in rows if row["number"] not in proven]


def proven_documents(connection: sqlite3.Connection, proven: Collection[int]) -> Counter[str]:
    """Return how often each document came out by its printer's word, by its name without the sale."""
    rows = connection.execute("SELECT number, doc FROM print_job").fetchall()
    return Counter(row["doc"].rpartition(":")[0] for row in rows if row["number"] in proven)


def believed(bookings: Iterable[Any], documents: Counter[str]) -> list[str]:
    """Return the tags that are active and the passes that count without their printer's word."""
    found = []
    passes: Counter[str] = Counter()
    for booking in bookings:
        for bag in booking["bags"]:
            if bag["state"] == "ACTIVE" and not documents[f"tag:{bag['plate']}"]:
                found.append(f"tag {bag['plate']} is active and never came out")
        for coupon in booking["coupons"]:
            passes[f"pass:{coupon['passenger_id']}:{coupon['segment_n']}"] += coupon["passes"]
    more = (name for name, count in passes.items() if count > documents[name])
    return [*found, *(f"{name} counts more often than it came out" for name in more)]


def twice(bookings: Iterable[Any]) -> list[str]:
    """Return the seats, places in line and bag numbers that two travellers have."""
    given: Counter[str] = Counter()
    for booking in bookings:
        for coupon in booking["coupons"]:
            flight = booking["flights"][coupon["segment_n"]]
            if coupon["seat"]:
                given[f"seat {coupon['seat']} of {flight}"] += 1
            if coupon["state"] in SEATED:
                given[f"sequence {coupon['sequence']} of {flight}"] += 1
        for bag in booking["bags"]:
            given[f"plate {bag['plate']}"] += 1
    return [name for name, count in given.items() if count > 1]


def bookings_of(data_dir: Path) -> list[Any]:
    """Read every booking from the file of the departures system, with its flights; none where it was never made."""
    path = data_dir / DEPARTURES
    if not path.is_file():
        return []
    with contextlib.closing(sqlite3.connect(path)) as beside:
        if beside.execute("SELECT 1 FROM sqlite_master WHERE name = 'segment'").fetchone() is None:
            return []
        flights: dict[str, dict[int, str]] = {}
        for ref, n, flight in beside.execute("SELECT ref, n, flight_id FROM segment").fetchall():
            flights.setdefault(ref, {})[n] = flight
        rows = beside.execute("SELECT ref, body FROM booking").fetchall()
    return [{**json.loads(body), "flights": flights[ref]} for ref, body in rows]


def canaries(party: Held) -> frozenset[str]:
    """Return what of a party must stand in no file: lines and numbers of documents, names, the booking's reference."""
    numbers = (lines[1][:9].rstrip("<") for lines in party.documents)
    names = (lines[0][5:].partition("<<")[0] for lines in party.documents)
    lines = (line for own in party.documents for line in own)
    return frozenset((*lines, *numbers, *(name.replace("<", " ") for name in names), party.surname, party.ref))


def held_in_clear(data_dir: Path, words: Collection[str]) -> Iterator[str]:
    """Yield which file holds which word. In the file of the departures system only documents are looked for."""
    for path in sorted(own for own in data_dir.rglob("*") if own.is_file()):
        octets = path.read_bytes()
        is_beside = path.name.startswith(DEPARTURES)
        for word in words:
            if is_beside and not is_of_document(word):
                continue
            if any(own in octets for own in (word.encode(), word.encode("utf-16-le"))):
                yield f"{path.name} holds {word[:4]}..."


def is_of_document(word: str) -> bool:
    """Tell a line or a number of a document from a name or a reference."""
    return "<" in word or (word[:1] == "X" and word[1:].isdigit())
