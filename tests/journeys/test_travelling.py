"""Travellers at the painted glass and over the real wire; what was printed is read back as a gate would read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from devices.sim.fleet import ROOT, Fleet
from kiosk.domain.travel.booking import BagState, Booking, CouponState
from kiosk.formats.bcbp import BoardingPassMessage, parse
from kiosk.services.pass_key import is_genuine, pass_key
from tests.journeys.bench import Bench
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.journeys.scripts.travellers import booking_of
from tests.journeys.scripts.travelling import WANTED

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class Hall:
    """An airport's floor, and the folder of its simulated printers."""

    floor: Floor
    devices: Path
    before: frozenset[Path]

    def printed(self, kind: str) -> list[str]:
        """Return the text of every code on the pictures of a printer (`receipts`, `tags`) that are new, in order."""
        pictures = sorted(set((self.devices / kind).glob("*.png")) - self.before)
        found = []
        for picture in pictures:
            with Image.open(picture) as image:
                found += [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]
        return found

    def passes(self) -> list[BoardingPassMessage]:
        """Return the boarding passes that were printed; each is signed by this kiosk's key."""
        public = pass_key(self.floor.data_dir).public_text
        texts = self.printed("receipts")
        assert all(is_genuine(text, public) for text in texts)
        return [parse(text) for text in texts]

    def booking(self, ref: str, surname: str) -> Booking:
        """Return a booking as the departures system has it; the kiosk has ended."""
        return booking_of(self.floor.data_dir, ref, surname)


@pytest.fixture(scope="module")
def airport(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Fleet, Path]]:
    """Start the simulated devices of an airport for all tests of this file."""
    folder = tmp_path_factory.mktemp("devices")
    started = Fleet(folder, roles=WANTED)
    yield started, folder
    started.stop()


@pytest.fixture
def hall(airport: tuple[Fleet, Path], tmp_path: Path) -> Hall:
    """Return the devices, put right, with a data folder of this test's own."""
    fleet, devices = airport
    floor = Floor(
        tmp_path, tmp_path / "kiosk", fleet, Bench(fleet.controls), ROOT / "config" / "airport.toml", "airport"
    )
    floor.data_dir.mkdir()
    floor.put_right()
    return Hall(floor, devices, frozenset(devices.glob("*/*.png")))


def test_a_document_and_two_touches_give_a_signed_boarding_pass(hall: Hall) -> None:
    hall.floor.play("hand_luggage")
    (coupon,) = hall.booking("HAND01", "Regenboog").coupons
    assert (coupon.state, coupon.seat, coupon.passes) == (CouponState.CHECKED_IN, "14C", 1)
    (message,) = hall.passes()
    (leg,) = message.legs
    assert (message.version, message.surname, leg.pnr, leg.seat) == (6, "REGENBOOG", "HAND01", "014C")
    assert int(leg.sequence) == coupon.sequence
    books = hall.floor.books()
    assert books.states() == ["FULFILLED"]
    assert books.charged() == hall.floor.kept() == []
    assert_settled(books)
    assert_believable(hall.floor.data_dir)


def test_a_family_shows_its_passports_and_takes_four_passes_and_two_bag_tags(hall: Hall) -> None:
    hall.floor.play("family")
    booking = hall.booking("FAMI04", "van der Wolk")
    assert {own.state for own in booking.coupons} == {CouponState.CHECKED_IN}
    passes = hall.passes()
    assert [own.given_names for own in passes] == [own.given_names.upper() for own in booking.passengers]
    seats = [own.legs[0].seat.lstrip("0") for own in passes]
    assert seats == [own.seat for own in booking.coupons]
    assert len(set(seats)) == 4
    assert [own.state for own in booking.bags] == [BagState.ACTIVE] * 2
    assert [own.weight_g for own in booking.bags] == [18_400, 22_960]
    assert set(hall.printed("tags")) == {own.plate for own in booking.bags}


def test_a_bag_is_paid_before_it_is_tagged_and_charged_once(hall: Hall) -> None:
    hall.floor.play("paid_bag")
    booking = hall.booking("HAND01", "Regenboog")
    assert [own.state for own in booking.bags] == [BagState.ACTIVE]
    books = hall.floor.books()
    (sale,) = books.sales
    assert sale["state"] == "FULFILLED"
    assert sale["total_minor"] > 0
    assert books.charged() == hall.floor.kept()
    assert [amount for _, amount in books.charged()] == [sale["total_minor"]]
    assert_settled(books)


def test_who_is_too_early_is_told_when_and_given_a_slip_and_nothing_is_done(hall: Hall) -> None:
    hall.floor.play("refused_kindly")
    (coupon,) = hall.booking("EARLY1", "Ooievaar").coupons
    assert (coupon.state, coupon.passes) == (CouponState.OPEN, 0)
    (slip,) = hall.floor.receipts()
    assert any("NB 103" in line for line in slip)
    assert hall.floor.books().states() == ["VOID"]
