"""What a day at the kiosk left: its papers read as a gate reads them, the departures system, and the money."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from base64 import urlsafe_b64decode
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

from devices.sim.fleet import ROOT, Fleet
from kiosk.domain.travel.booking import Booking
from kiosk.domain.values import replace
from kiosk.formats.bcbp import BoardingPassMessage, parse
from kiosk.papers.boarding.message import message_of
from kiosk.services.departures.embedded.schema import FILE_NAME
from kiosk.services.pass_key import PassKey, is_genuine, pass_key
from tests.journeys.airport.day import ENDED
from tests.journeys.airport.troubles import PHONE
from tests.journeys.bench import Bench
from tests.journeys.books import Books
from tests.journeys.floor import Floor
from tests.journeys.scripts.travellers import booking_of
from tests.journeys.scripts.travelling import WANTED

TAGS_MM_S = 400
AIRPORT = ROOT / "config" / "airport.toml"


@dataclass(frozen=True, slots=True)
class Hall:
    """An airport's floor, the folder of its simulated printers, and what its kiosk said."""

    floor: Floor
    devices: Path
    said: tuple[str, ...] = ()

    def is_through(self, traveller: str) -> bool:
        """Whether a traveller's script came to its end."""
        return f"{ENDED}{traveller}" in self.said

    @property
    def key(self) -> PassKey:
        """The key this kiosk signs passes with."""
        return pass_key(self.floor.data_dir)

    def codes(self, kind: str) -> list[str]:
        """Return the text of every code that a printer (`receipts`, `tags`) put on paper, in order."""
        found = []
        for picture in sorted((self.devices / kind).glob("*.png")):
            with Image.open(picture) as image:
                found += [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]
        return found

    def passes(self, ref: str) -> list[str]:
        """Return the characters of the boarding passes of a booking that were printed; the kiosk signed each."""
        own = [text for text in self.codes("receipts") if not text.startswith("http") and pnr_of(parse(text)) == ref]
        assert all(is_genuine(text, self.key.public_text) for text in own)
        return own

    def issued(self, booking: Booking, *, has_bags: bool = True) -> list[str]:
        """Return the characters that the booking's passes have, passenger by passenger, as a gate expects them."""
        own = booking if has_bags else replace(booking, bags=())
        now = time.time_ns() // 1_000_000
        first = booking.segments[0].n
        return [message_of(own, person.id, first, now, self.key) for person in booking.passengers]

    def booking(self, ref: str, surname: str) -> Booking:
        """Return a booking as the departures system has it; the kiosk has ended."""
        return booking_of(self.floor.data_dir, ref, surname)

    def slips(self, word: str) -> list[list[str]]:
        """Return the papers without a code on which a word stands."""
        papers = [own["lines"] for own in self.floor.bench.ask("printer", "receipts")["receipts"] if not own["codes"]]
        return [lines for lines in papers if any(word in line for line in lines)]

    def phoned(self) -> list[str]:
        """Return the characters of the passes behind the links that were read off the glass."""
        links = [line.removeprefix(PHONE) for line in self.said if line.startswith(PHONE)]
        packed = [urlsafe_b64decode(f"{link.partition('#')[2]}===") for link in links]
        return [str(json.loads(zlib.decompress(own))["msg"]) for own in packed]

    def paid(self, ref: str) -> list[tuple[str, int]]:
        """Return state and total of each sale that became an order of a booking, oldest first."""
        with closing(sqlite3.connect(self.floor.data_dir / FILE_NAME)) as departures:
            orders = {row[0] for row in departures.execute("SELECT id FROM travel_order WHERE ref = ?", (ref,))}
        return [(own["state"], own["total_minor"]) for own in self.books.sales if own["id"] in orders]

    def voided(self, ref: str) -> list[tuple[str, str]]:
        """Return the void bag numbers of a booking, each with the one that the bag has instead."""
        with closing(sqlite3.connect(self.floor.data_dir / FILE_NAME)) as departures:
            rows = departures.execute("SELECT plate, instead FROM plate WHERE ref = ? AND state = 'VOID'", (ref,))
            return [(row[0], row[1]) for row in rows]

    @property
    def books(self) -> Books:
        """Return what the kiosk wrote."""
        return self.floor.books()


def opened(folder: Path) -> tuple[Fleet, Path]:
    """Start the simulated devices of an airport, with a tag printer in a hurry."""
    devices = folder / "devices"
    return Fleet(devices, roles=WANTED, knobs=(f"zpl.speed_mm_s={TAGS_MM_S}",)), devices


def hall(folder: Path, fleet: Fleet, devices: Path) -> Hall:
    """Return the devices, put right, with a data folder in `folder`."""
    data_dir = folder / "kiosk"
    floor = Floor(folder, data_dir, fleet, Bench(fleet.controls), AIRPORT, "airport", tag_speed_mm_s=TAGS_MM_S)
    data_dir.mkdir(parents=True)
    floor.put_right()
    return Hall(floor, devices)


def pnr_of(message: BoardingPassMessage) -> str:
    """Return the reference on a pass."""
    return message.legs[0].pnr.strip()
