"""Wine through the whole kiosk: nobody is charged before staff have looked, nor for what they refused."""

from __future__ import annotations

import pytest

from kiosk.domain.access.roles import Role
from tests.journeys.books import assert_believable
from tests.journeys.floor import Floor
from tests.journeys.people.assisting import WHO
from tests.journeys.people.signing_in import enrol

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
WINE_MINOR, SPARKLING_MINOR, BREAD_MINOR = 549, 799, 159


@pytest.mark.parametrize(
    ("script", "due"),
    [
        ("age_seen", WINE_MINOR + SPARKLING_MINOR + BREAD_MINOR),
        ("age_refused", BREAD_MINOR),
        ("age_never_seen", BREAD_MINOR),
    ],
)
def test_what_needs_an_age_is_paid_once_staff_have_seen_it_and_never_before(
    floor: Floor, script: str, due: int
) -> None:
    enrol(floor.data_dir, WHO, Role.SUPERVISOR)
    floor.play(script)
    (sale,) = floor.books().sales
    assert (sale["state"], sale["total_minor"]) == ("FULFILLED", due)
    assert [amount for _, amount in floor.kept()] == [due]
    assert_believable(floor.data_dir)
