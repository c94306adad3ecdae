"""Staff come to the glass over a customer's basket, through the keys of the glass and the real store."""

from __future__ import annotations

import pytest

from kiosk.people.audit import Audited, Deed
from kiosk.store.database import open_database
from kiosk.store.recovery import events_between
from tests.journeys.floor import Floor
from tests.journeys.people.signing_in import PIN, WHO, WRONG

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_the_first_admin_comes_by_the_code_and_wrong_pins_are_counted_and_kept_nowhere(floor: Floor) -> None:
    floor.play("first_admin_and_wrong_pins")
    database = open_database(floor.data_dir)
    with database.reader.connect() as connection:
        kept = [one.event for one in events_between(connection, ("Audited",), 0, 2**53)]
    database.close()
    deeds = [(own.what, own.who or own.subject) for own in kept if isinstance(own, Audited)]
    assert deeds == [
        (Deed.FOUNDED, WHO), *[(Deed.REFUSED, WHO)] * 3, (Deed.ADMITTED, WHO),
    ], "enrolled by the proof of the app, which is no code for an act"  # fmt: skip
    for file in floor.data_dir.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert PIN.encode() not in content, file.name
            assert WRONG.encode() not in content, file.name
