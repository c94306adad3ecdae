"""A traveller who sees nothing checks in, in every language: by keys and ears alone, behind a black screen.

Each language has a whole check-in: with everything in Dutch and Brazilian Portuguese, with hand luggage by a typed
booking code in English and Spanish, by passport in European Portuguese, where somebody is refused before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.sim.fleet import Fleet
from kiosk.domain.travel.booking import BagState, CouponState
from tests.journeys.bench import Bench
from tests.journeys.floor import Floor
from tests.journeys.robot import judge
from tests.journeys.robot.airport import travels
from tests.journeys.robot.airport.hall import Ended, Who, hall
from tests.journeys.robot.airport.traveller import Traveller
from tests.journeys.robot.ears import Ears, Said
from tests.journeys.robot.shop import BLACK, TRANSCRIPT
from tests.journeys.scripts.travellers import booking_of
from tests.journeys.scripts.travelling import WANTED

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]

MOST_KEYS = 160  # a surname of nine letters is typed by seventy


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Start the simulated devices of an airport for all tests of this file."""
    started = Fleet(tmp_path_factory.mktemp("devices"), roles=WANTED)
    yield started
    started.stop()


@pytest.fixture
def floor(fleet: Fleet, tmp_path: Path) -> Floor:
    """Return the devices, put right."""
    own = Floor(tmp_path, tmp_path / "kiosk", fleet, Bench(fleet.controls))
    own.data_dir.mkdir()
    own.put_right()
    return own


def heard(floor: Floor, own: Traveller, ended: Ended, language: str) -> list[Said]:
    """Check what holds for every visit; return what was heard in it."""
    told = "\n".join(own.customer.dialogue)
    assert ended.status == 0, told + ended.complaints
    assert " ERROR " not in ended.complaints, ended.complaints
    assert len(own.customer.keys) <= MOST_KEYS, told
    transcript = Ears(floor.data_dir / TRANSCRIPT).all()
    judge.assert_one_voice(transcript)
    judge.assert_well_said(transcript)
    judge.assert_nothing_to_touch(transcript)
    judge.assert_language(transcript, language, language)
    judge.assert_black(str(floor.folder / BLACK))
    return transcript


def lines_of(transcript: list[Said]) -> list[str]:
    """Return every line that was begun."""
    return [line for said in transcript if said.event == "begun" for line in said.lines]


def assert_checked_in(floor: Floor, who: Who, transcript: list[Said], language: str) -> None:
    """Check that a booking is checked in, and that flight, gate, time, seat and the question were heard."""
    booking = booking_of(floor.data_dir, who.ref, who.surname)
    assert {own.state for own in booking.coupons} == {CouponState.CHECKED_IN}
    said = lines_of(transcript)
    judge.assert_way_heard(said, booking, language)
    judge.assert_goods_heard(said, language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_who_hears_alone_types_a_booking_code_and_goes_with_hand_luggage(floor: Floor, language: str) -> None:
    ended = Ended()
    with hall(floor.fleet, floor.folder, language, ended) as own:
        traveller = travels.hand_luggage(own, types=True)
    transcript = heard(floor, traveller, ended, language)
    assert_checked_in(floor, travels.HAND, transcript, language)


@pytest.mark.parametrize("language", ["nl", "pt-BR"])
def test_who_hears_alone_shows_a_passport_changes_the_seat_and_pays_for_luggage(floor: Floor, language: str) -> None:
    ended = Ended()
    with hall(floor.fleet, floor.folder, language, ended) as own:
        traveller = travels.with_everything(own)
    transcript = heard(floor, traveller, ended, language)
    assert_checked_in(floor, travels.SHORT, transcript, language)
    booking = booking_of(floor.data_dir, travels.SHORT.ref, travels.SHORT.surname)
    assert [own.seat for own in booking.coupons] == [traveller.seat]
    assert [(own.state, own.weight_g) for own in booking.bags] == [(BagState.ACTIVE, g) for g in travels.PIECES_G]
    ((_, amount),) = floor.kept()
    assert set(traveller.to_pay) == {amount}


def test_who_is_refused_hears_why_in_full_and_has_time_and_the_next_one_checks_in_by_passport(floor: Floor) -> None:
    ended, language = Ended(), "pt-PT"
    with hall(floor.fleet, floor.folder, language, ended) as own:
        traveller = travels.refused(own)
        booking = own.booking(travels.EARLY)
        following = travels.hand_luggage(own, types=False, is_first=False)
    heard(floor, traveller, ended, language)
    judge.assert_refusal_heard(traveller.customer.errors[0], booking, language)
    slip, _ = floor.receipts()
    assert any(booking.segments[0].flight.name in line for line in slip)
    assert_checked_in(floor, travels.HAND, heard(floor, following, ended, language), language)
