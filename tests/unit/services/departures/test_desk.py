"""What only a second kiosk in the same instant can show: changes between looking and writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from kiosk.domain.travel.booking import BagState
from kiosk.domain.values import replace
from kiosk.services.departures import desk
from kiosk.services.departures.embedded.filling import fill
from kiosk.services.departures.embedded.opening import open_engine
from kiosk.services.departures.embedded.tables import Tables
from kiosk.services.departures.ledger import KeptPlate, Raced, Use
from tests.unit.services.departures.world import CONTENTS, NAMESAKE, NOW, TO_LISBON, check_in


class _Hasty(Tables):
    """Tables in which somebody takes 1B right after it was seen to be free."""

    looks = 0

    def users(self, flight_id: str) -> Mapping[str, Use]:
        seen = super().users(flight_id)
        self.looks += 1
        if self.looks == 1:
            self.hold(flight_id, "1B", Use("OTHERS", "p1", "their order"))
        return seen


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    own = open_engine(tmp_path)
    fill(own, CONTENTS, NOW)
    yield own
    own.dispose()


def test_a_seat_that_goes_between_looking_and_holding_is_never_passed_over(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        desk.prepare(_Hasty(connection), check_in("o", NAMESAKE, seat="1B"), NOW)
    with engine.begin() as connection:
        assert Tables(connection).order("o") is None
        assert "1B" not in Tables(connection).users(TO_LISBON.id)


def test_a_booking_that_changed_since_it_was_read_is_not_written(engine: Engine) -> None:
    with engine.begin() as connection:
        tables = Tables(connection)
        tables.keep_booking(replace(NAMESAKE, version=2), 1)
        with pytest.raises(Raced):
            tables.keep_booking(replace(NAMESAKE, version=2, currency="USD"), 1)
        kept = tables.booking(NAMESAKE.ref)
    assert kept is not None
    assert (kept.version, kept.currency) == (2, "EUR")


def test_a_bag_number_that_is_in_its_window_is_not_given_by_anybody(engine: Engine) -> None:
    first = KeptPlate("0989000001", BagState.VOID, "OTHERS", NOW)
    with engine.begin() as connection:
        Tables(connection).give_plate(first)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        Tables(connection).give_plate(replace(first, ref=NAMESAKE.ref, given_utc_ms=NOW + 1))
    with engine.begin() as connection:
        assert Tables(connection).plate("0989000001") == first


def test_a_number_of_an_order_that_was_given_back_is_void_for_good(engine: Engine) -> None:
    with engine.begin() as connection:
        tables = Tables(connection)
        desk.prepare(tables, check_in("o", NAMESAKE, bags=1), NOW)
        kept = tables.order("o")
        desk.release(tables, "o")
        assert kept is not None
        plate = tables.plate(kept.plates[0])
    assert plate is not None
    assert (plate.state, plate.ref) == (BagState.VOID, NAMESAKE.ref)
