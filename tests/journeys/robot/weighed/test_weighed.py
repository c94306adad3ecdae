"""Who hears alone buys bread, weighed fruit and wine: nobody is charged before staff have looked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.sim.fleet import ROLES, Fleet
from kiosk.domain.access.roles import Role
from tests.journeys.books import assert_believable
from tests.journeys.floor import Floor
from tests.journeys.people.assisting import WHO
from tests.journeys.people.signing_in import enrol
from tests.journeys.robot import judge
from tests.journeys.robot.ears import Ears
from tests.journeys.robot.shop import BLACK, TRANSCRIPT
from tests.journeys.robot.weighed.counter import CONTAINER_G, FRUIT_G, visit
from tests.journeys.robot.words import TONGUES

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
MOST_KEYS = 50


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The shop's devices, and a scale."""
    started = Fleet(tmp_path_factory.mktemp("devices"), roles=(*ROLES, "scale"))
    yield started
    started.stop()


@pytest.mark.parametrize("language", TONGUES)
def test_who_hears_alone_weighs_fruit_and_pays_wine_once_staff_have_looked(floor: Floor, language: str) -> None:
    enrol(floor.data_dir, WHO, Role.SUPERVISOR)
    played, buyer = visit(floor, language)
    told = "\n".join(played.customer.dialogue)
    assert played.status == 0, told + played.complaints
    assert " ERROR " not in played.complaints, played.complaints
    assert len(played.customer.keys) <= MOST_KEYS, told
    transcript = Ears(floor.data_dir / TRANSCRIPT).all()
    judge.assert_one_voice(transcript)
    judge.assert_well_said(transcript)
    judge.assert_nothing_to_touch(transcript)
    judge.assert_language(transcript, language, language)
    judge.assert_black(str(floor.folder / BLACK))
    assert not played.customer.errors, told
    (receipt,) = floor.receipts()
    judge.assert_money(played.customer, [amount for _, amount in floor.kept()], receipt)
    _assert_weighed(floor, buyer.weight)
    assert_believable(floor.data_dir)


def _assert_weighed(floor: Floor, heard: str) -> None:
    """Check that the weight heard is what was sold, without the container."""
    books = floor.books()
    (sold,) = [own for own in books.basket(books.sales[0]) if own["weight_g"]]
    assert sold["weight_g"] == FRUIT_G
    assert f'"tare_g": {CONTAINER_G}' in str(sold["facts"])
    assert int(heard.replace(",", "").replace(".", "")) == FRUIT_G
