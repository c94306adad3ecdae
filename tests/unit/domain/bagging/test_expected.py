"""What a piece weighs: faults first."""

from __future__ import annotations

import math
from statistics import fmean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bagging import Expected, exactly, learned, prior
from kiosk.domain.bagging.costs import Costs, reckonable
from kiosk.domain.bagging.expected import ENOUGH_N, FORGETS_N, OUTSIDE_MAX
from kiosk.domain.bagging.fixed import ln_e3

EVEN = (500, 502, 498, 501, 499, 500, 503, 497, 500, 501)


def _taught(weights: tuple[int, ...], known: Expected | None = None) -> Expected:
    own = known or Expected()
    for weight_g in weights:
        own = learned(own, weight_g)
    return own


@pytest.mark.parametrize("weight_g", [0, -1, 30_001, 10**12])
def test_a_weight_that_no_piece_can_have_changes_nothing(weight_g: int) -> None:
    known = _taught(EVEN)
    assert learned(known, weight_g) == known


@pytest.mark.parametrize("expected_g", [None, 0, -5, 10**9])
def test_an_absurd_weight_of_the_catalogue_is_no_knowledge(expected_g: int | None) -> None:
    assert not prior(expected_g).is_known


def test_an_outlier_moves_neither_mean_nor_spread() -> None:
    known = _taught(EVEN)
    after = learned(known, 760)
    assert (after.mean_mg, after.m2_mg2, after.n) == (known.mean_mg, known.m2_mg2, known.n)
    assert after.outside == 1


def test_a_weight_that_fits_forgets_outliers_before_it() -> None:
    assert _taught((760, 500), _taught(EVEN)).outside == 0


def test_a_new_pack_is_learned_after_a_row_of_outliers() -> None:
    known = _taught((450,) * OUTSIDE_MAX, _taught(EVEN))
    assert known.mean_mg == 450_000
    assert known.n == 1


def test_a_wrong_catalogue_weight_is_left_behind() -> None:
    known = _taught((800,) * (OUTSIDE_MAX + 10), prior(300))
    assert abs(known.mean_mg - 800_000) < 1_000


def test_spread_never_becomes_nothing() -> None:
    assert _taught((500,) * 100).var_mg2 >= 1_500**2


def test_little_knowledge_is_wider_than_much() -> None:
    assert prior(500).var_mg2 > _taught(EVEN * 3, prior(500)).var_mg2


def test_old_weighings_fade() -> None:
    known = _taught((500,) * 400)
    assert known.n == FORGETS_N


def test_a_weighed_piece_is_expected_as_it_was_weighed() -> None:
    assert exactly(734).mean_mg == 734_000
    assert exactly(734).n >= ENOUGH_N


@given(st.lists(st.integers(990, 1010), min_size=2, max_size=150))
def test_mean_and_spread_are_those_of_all_weighings(weights: list[int]) -> None:
    known = _taught(tuple(weights))
    assert abs(known.mean_mg - fmean(weights) * 1000) <= len(weights)
    seeded = known.m2_mg2 - learned(Expected(), weights[0]).m2_mg2  # the first weighing brings the prior's spread
    own = variance(weights) * (len(weights) - 1) * 1_000_000
    assert abs(seeded - own) <= 1_000_000 + own / 50 + 42_000 * len(weights)


@given(st.integers(1, 10**24))
def test_the_logarithm_is_that_of_the_library_to_a_thousandth(x: int) -> None:
    assert abs(ln_e3(x) - 1000 * math.log(x)) <= 1


@pytest.mark.parametrize("x", [0, -1])
def test_there_is_no_logarithm_of_nothing(x: int) -> None:
    with pytest.raises(ValueError, match="no logarithm"):
        ln_e3(x)


@pytest.mark.parametrize("costs", [Costs(nuisance_minor=0), Costs(noise_g=-1), Costs(extra_ppm=1_000_001)])
def test_costs_that_cannot_be_reckoned_with_are_named(costs: Costs) -> None:
    with pytest.raises(ValueError, match=r"nuisance_minor|noise_g|extra_ppm"):
        reckonable(costs)


def test_the_costs_as_shipped_can_be_reckoned_with() -> None:
    assert reckonable(Costs()) == Costs()
