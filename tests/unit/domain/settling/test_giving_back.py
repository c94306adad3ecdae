"""Pieces give back what was paid for them: in any order the same, and together never more than was paid."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.sale import Sale
from kiosk.domain.settling.giving_back import paid_for
from kiosk.domain.staff import attending
from tests.unit.domain.pricing.test_lines import with_goods

BASKETS = st.lists(st.sampled_from("abcw"), min_size=1, max_size=9).map("".join).map(with_goods)


def pieces_of(sale: Sale) -> list[int]:
    """Return the lines of a sale, each as often as it has pieces."""
    return [line.n for line in sale.lines for _ in range(line.qty)]


def one_by_one(sale: Sale, order: tuple[int, ...]) -> list[int]:
    """Return what each piece gives back when they come back in this order."""
    before: dict[int, int] = {}
    found = []
    for n in order:
        found.append(paid_for(sale, {n: 1}, before).minor)
        before[n] = before.get(n, 0) + 1
    return found


def test_every_order_of_partial_refunds_gives_back_what_was_paid_and_no_more_on_the_way() -> None:
    sale = attending.discounted(with_goods("aabbcw"), 1, 17, 0, "damaged")
    assert sale.saved.minor > 0
    for order in set(itertools.permutations(pieces_of(sale))):
        given_back = one_by_one(sale, order)
        assert min(given_back) >= 0
        assert sum(given_back) == sale.total.minor


@settings(max_examples=200, deadline=None)
@given(BASKETS, st.integers(0, 100), st.randoms(use_true_random=False))
def test_pieces_come_to_the_same_sum_in_one_go_and_one_by_one(sale: Sale, off: int, draws: object) -> None:
    line = sale.lines[0]
    sale = attending.discounted(sale, line.n, min(off, line.total.minor), 0, "damaged") if off else sale
    order = pieces_of(sale)
    draws.shuffle(order)  # type: ignore[attr-defined]  # a random.Random of hypothesis
    some = order[: len(order) // 2]
    at_once = {n: some.count(n) for n in set(some)}
    assert sum(one_by_one(sale, tuple(some))) == paid_for(sale, at_once).minor <= sale.total.minor
    rest = {line.n: line.qty - at_once.get(line.n, 0) for line in sale.lines}
    assert (paid_for(sale, at_once) + paid_for(sale, rest, at_once)) == sale.total


def test_a_line_gives_back_what_it_cost_after_what_it_saved() -> None:
    sale = with_goods("aab")
    for line in sale.lines:
        assert paid_for(sale, {line.n: line.qty}) == line.total


@pytest.mark.parametrize("pieces", [{9: 1}, {1: 3}, {1: -1}])
def test_pieces_that_are_not_there_give_nothing_back(pieces: dict[int, int]) -> None:
    with pytest.raises(ValueError, match=r"no line|pieces"):
        paid_for(with_goods("aab"), pieces)


def test_what_came_back_already_comes_back_no_second_time() -> None:
    with pytest.raises(ValueError, match="pieces"):
        paid_for(with_goods("aab"), {1: 1}, {1: 2})
