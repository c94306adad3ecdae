"""The number below a barcode, typed on the painted glass, found in the real catalogue, and paid."""

from __future__ import annotations

import pytest

from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_number_typed_wrong_and_then_right_is_in_the_basket_once_and_paid(floor: Floor) -> None:
    floor.play("typed_number")
    books = floor.books()
    assert books.states() == ["FULFILLED"]
    assert books.charged() == floor.kept()
    assert_settled(books)
    assert_believable(floor.data_dir)
