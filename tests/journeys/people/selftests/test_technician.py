"""A fault is found in three taps while the customer's basket and call wait under it."""

from __future__ import annotations

import pytest

from kiosk.domain.access.roles import Role
from kiosk.people.audit import Audited, Deed
from kiosk.store.database import open_database
from kiosk.store.recovery import events_between
from tests.journeys.books import assert_believable
from tests.journeys.floor import Floor
from tests.journeys.people.showing import TECHNICIAN
from tests.journeys.people.signing_in import enrol

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_technician_finds_an_open_cover_with_its_cause_and_log_and_the_customer_goes_on(floor: Floor) -> None:
    enrol(floor.data_dir, TECHNICIAN, Role.TECHNICIAN)
    floor.allow(r"printer NEEDS_PERSON")
    floor.play("colleagues")
    assert floor.books().states() == ["OPEN"]
    database = open_database(floor.data_dir)
    with database.reader.connect() as connection:
        kept = [one.event for one in events_between(connection, ("Audited", "PersonCalled"), 0, 2**53)]
    database.close()
    assert [own.who for own in kept if isinstance(own, Audited) and own.what is Deed.ADMITTED] == [TECHNICIAN]
    assert [type(own).__name__ for own in kept].count("PersonCalled") == 1
    assert_believable(floor.data_dir)
