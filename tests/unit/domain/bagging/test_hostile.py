"""Scales that stick, drift and sway, and wrong catalogues: nobody is doubted for long, nothing is spoilt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Piece, learned, prior
from tests.unit.domain.bagging.walking import COSTS, MILK, walked


def test_a_scale_that_sticks_tells_two_pieces_at_once_and_is_believed() -> None:
    own = walked(0, "milk", 0, "bread", 1450, 1450)
    assert (own.doubt, own.samples) == (None, ())


def test_drift_over_a_long_trip_is_no_doubt() -> None:
    own, at_g = walked(0, "milk", 1030), 1030
    for _ in range(60):
        at_g += 2
        own = bagging.weighed(own, at_g, COSTS)
    assert own.doubt is None


def test_wind_that_lifts_and_presses_is_no_doubt() -> None:
    own = walked(0, "milk", 1030)
    for off_g in (6, -7, 9, -4, 8, -9, 0) * 5:
        own = bagging.weighed(own, 1030 + off_g, COSTS)
    assert own.doubt is None


@given(st.sampled_from([40_000, 10**7, -40_000, -1, 0]))
def test_an_absurd_weight_goes_as_it_came_and_teaches_nothing(weight_g: int) -> None:
    own = walked(0, "milk", 1030, weight_g, 1030)
    assert own.doubt is None
    assert own.samples == walked(0, "milk", 1030).samples


def test_a_wrong_weight_of_the_catalogue_heals_over_trips_though_each_was_doubted() -> None:
    known = prior(100)
    for _ in range(20):
        own = bagging.scanned(bagging.weighed(Bagging(), 0, COSTS), Piece(1, "jar", known, 300), COSTS)
        own = bagging.weighed(own, 900, COSTS)
        own = bagging.confirmed(bagging.told(own))
        for sample in own.samples:
            known = learned(known, sample.weight_g)
    assert abs(known.mean_mg - 900_000) < 5_000


def test_one_thief_who_is_believed_teaches_nothing() -> None:
    own = bagging.confirmed(walked(0, "milk", 2060, "told"))
    assert [sample.weight_g for sample in own.samples] == [2060]
    known = learned(MILK, 2060)
    assert (known.mean_mg, known.m2_mg2) == (MILK.mean_mg, MILK.m2_mg2)
