"""A basket is kept through the glass, survives a power cut, and comes back by the code on paper: once, to the cent."""

from __future__ import annotations

import pytest

from tests.journeys.books import assert_settled
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_kept_basket_survives_a_power_cut_and_comes_back_by_its_paper_once(floor: Floor) -> None:
    floor.play("basket_kept", is_killed=True)
    assert floor.books().states() == ["SUSPENDED"]
    floor.play("basket_fetched")
    books = floor.books()
    assert books.states()[0] == "FULFILLED"
    assert [row["qty_milli"] for row in books.basket(books.sales[0])] == [1000, 1000]
    assert books.charged() == floor.kept()
    assert_settled(books)
