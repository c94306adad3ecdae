"""A day through the glass: paused, a case decided, X and Z on paper, a copy, opened again; and the books agree."""

from __future__ import annotations

import pytest

from kiosk.domain.access.roles import Role
from kiosk.store.database import open_database
from kiosk.store.day import lane_left, last_close
from tests.journeys.books import assert_believable
from tests.journeys.floor import Floor
from tests.journeys.people.closing import SUPERVISOR
from tests.journeys.people.signing_in import enrol

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_supervisor_decides_what_a_cut_terminal_left_and_closes_the_day(floor: Floor) -> None:
    enrol(floor.data_dir, SUPERVISOR, Role.SUPERVISOR)
    floor.allow("terminal", "attempt", "payment")
    floor.hurry = 12
    floor.play("cut_and_left")
    floor.hurry = 4
    floor.play("day_closed")
    books = floor.books()
    assert books.states() == ["FULFILLED", "VOID"]
    assert [own["state"] for own in books.attempts] == ["CONFIRMED", "REVERSED"]
    assert books.charged() == floor.kept()
    database = open_database(floor.data_dir)
    with database.reader.connect() as connection:
        closed, lane = last_close(connection), lane_left(connection)
    database.close()
    assert closed is not None
    assert (closed.number, closed.person_id, closed.figures.sales, closed.figures.given_up) == (1, SUPERVISOR, 1, 1)
    assert closed.figures.sold_minor == closed.figures.held_minor == closed.terminal_minor == books.charged()[0][1]
    assert lane is not None
    assert lane.state == "open"
    x, z, receipt, copy = (" ".join(paper) for paper in floor.receipts()[-4:])
    assert "X-RAPPORT" in x
    assert "Z-RAPPORT 1" in z
    assert "1,29" in z
    assert "KOPIE" not in receipt
    assert "KOPIE" in copy
    assert_believable(floor.data_dir)
