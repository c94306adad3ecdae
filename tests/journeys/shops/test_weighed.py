"""A shop with a scale: loose fruit through the glass and over the wire, and no weight is sold twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.sim.fleet import ROLES, Fleet
from kiosk.services.catalogue import import_products
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
GOODS = """\
gtin,sku,price_minor,currency,vat_bp,unit,art,category,name_nl,name_en
9520001000027,BREAD,159,EUR,900,each,baguette,bakery,Stokbrood,Baguette
instore:0001,APPLES,299,EUR,900,kg,red-apple,fruit,Rode appels,Red apples
instore:0002,BANANAS,179,EUR,900,kg,banana,fruit,Bananen,Bananas
instore:0003,CARROTS,139,EUR,900,kg,carrot,vegetables,Wortels,Carrots
"""


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The shop's devices, and a scale."""
    started = Fleet(tmp_path_factory.mktemp("devices"), roles=(*ROLES, "scale"))
    yield started
    started.stop()


def _stocked(floor: Floor) -> None:
    goods = floor.data_dir.parent / "goods.csv"
    goods.write_text(GOODS, "utf-8")
    floor.data_dir.mkdir(parents=True, exist_ok=True)
    import_products(goods, floor.data_dir)


def test_fruit_is_weighed_in_an_own_container_and_a_load_is_sold_once(floor: Floor) -> None:
    _stocked(floor)
    floor.play("weighed_fruit")
    books = floor.books()
    lines = books.basket(books.sales[0])
    sold = [(own["ref"], own["weight_g"], own["total_minor"]) for own in lines]
    assert sold == [("BREAD", None, 159), ("APPLES", 845, 253), ("BANANAS", 1000, 179)]
    assert all('"tare_g": 320' in str(own["facts"]) for own in lines[1:])
