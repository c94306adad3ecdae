"""A supervisor at a customer's lane, through the glass: what was decided is charged, kept, printed and audited."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.access.roles import Person, Role
from kiosk.people.audit import Audited, Deed
from kiosk.settings import DEFAULT_FILE
from kiosk.store.database import open_database
from kiosk.store.recovery import events_between
from tests.journeys.books import assert_believable
from tests.journeys.floor import Floor
from tests.journeys.people.assisting import ATTENDANT, WHO
from tests.journeys.people.signing_in import enrol

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
MILK_MINOR, OFF_MINOR = 129, 65  # half of 1.29 is 0.645


def acts(floor: Floor) -> list[Audited]:
    """Return the records of acts at the lane, in order."""
    database = open_database(floor.data_dir)
    with database.reader.connect() as connection:
        kept = [one.event for one in events_between(connection, ("Audited",), 0, 2**53)]
    database.close()
    return [own for own in kept if isinstance(own, Audited) and own.what is Deed.ACTED]


def deeds(floor: Floor) -> list[tuple[str, str, str]]:
    """Return act, reason, and what it was after, of everything that the supervisor did."""
    done = acts(floor)
    assert {own.who for own in done} == {WHO}
    return [(own.act, own.why, own.after) for own in done]


def test_what_a_supervisor_decides_at_the_lane_is_what_the_customer_pays_and_what_is_kept(floor: Floor) -> None:
    enrol(floor.data_dir, WHO, Role.SUPERVISOR)
    floor.play("lane_assisted")
    books = floor.books()
    (sale,) = books.sales
    due = MILK_MINOR - OFF_MINOR
    assert (sale["state"], sale["total_minor"]) == ("FULFILLED", due)
    assert [amount for _, amount in floor.kept()] == [due]
    (milk,) = books.basket(sale)
    assert (milk["unit_minor"], milk["discount_minor"], milk["why"]) == (MILK_MINOR, OFF_MINOR, "damaged")
    assert [row["why"] for row in books.lines if row["is_removed"]] == ["not_wanted"]
    assert "0,65" in " ".join(floor.receipts()[-1])
    assert deeds(floor) == [
        ("resolve-blocker", "resolve:retry", "retry"),
        ("void-line", "void:not_wanted", "out"),
        ("discount", "percent_off:damaged", f"1 x {MILK_MINOR} - {OFF_MINOR} = {due} EUR"),
    ]
    assert_believable(floor.data_dir)
    floor.play("last_sale_refunded")
    assert [amount for _, amount in floor.kept()] == [due]  # no code, no refund
    assert deeds(floor)[3:] == [("reprint", "reprint:asked", "copy")]
    assert [row["copy_no"] for row in floor.books().jobs] == [1, 2]


def test_an_act_that_wants_two_persons_is_done_by_an_attendant_and_a_supervisor_together(
    floor: Floor, tmp_path: Path
) -> None:
    floor.config = tmp_path / "kiosk.toml"
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    floor.config.write_text(text.replace("two_persons = []", 'two_persons = ["void-line"]'), encoding="utf-8")
    enrol(floor.data_dir, WHO, Role.SUPERVISOR, also=(Person(ATTENDANT, frozenset({Role.ATTENDANT})),))
    floor.play("second_asked")
    (void,) = acts(floor)
    assert (void.act, void.who, void.second, void.after) == ("void-line", ATTENDANT, WHO, "out")
    assert_believable(floor.data_dir)
