"""Baskets of the scripted week through the glass and over the wire: charged what is added up by hand, once."""

from __future__ import annotations

import pytest

from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
CROISSANTS, BANANAS, BOTTLES, CHEESE = 5 * 95 - 95 - 19, 149 - 7 - 100, 2 * (79 + 15) - 8, 549


def test_four_customers_in_four_languages_pay_what_was_added_up_by_hand(floor: Floor) -> None:
    floor.play("four_of_the_week")
    books = floor.books()
    assert [own["total_minor"] for own in books.sales] == [CROISSANTS, BANANAS, BOTTLES, CHEESE]
    assert set(books.states()) == {"FULFILLED"}
    assert [amount for _, amount in floor.kept()] == [CROISSANTS, BANANAS, BOTTLES, 275, 274]
    assert books.charged() == floor.kept()
    assert_settled(books)
    assert_believable(floor.data_dir)
