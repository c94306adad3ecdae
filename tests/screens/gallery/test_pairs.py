"""Few cases hold every pair of values, the same ones each time."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.gallery.pairs import pairwise


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_every_value_of_an_axis_meets_every_value_of_every_other(sizes: list[int]) -> None:
    rows = pairwise(sizes)
    assert all(0 <= value < size for row in rows for value, size in zip(row, sizes, strict=True))
    for one, other in combinations(range(len(sizes)), 2):
        assert {(row[one], row[other]) for row in rows} == set(product(range(sizes[one]), range(sizes[other])))


def test_one_axis_alone_has_each_value_once() -> None:
    assert pairwise([3]) == [(0,), (1,), (2,)]


def test_the_rows_are_the_same_each_time_and_hardly_more_than_the_two_largest_axes_need() -> None:
    sizes = [43, 12, 6, 3, 4, 2]
    assert pairwise(sizes) == pairwise(sizes)
    assert len(pairwise(sizes)) <= 43 * 12 * 1.05


@pytest.mark.parametrize("sizes", [[3, 0, 2], [0]])
def test_an_axis_without_a_value_is_refused(sizes: list[int]) -> None:
    with pytest.raises(ValueError, match="an axis without a value"):
        pairwise(sizes)
