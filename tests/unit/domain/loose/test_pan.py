"""What is on a pan, and when its weight may be sold: once, at rest, and only what is paid for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import basket
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.loose import Load, NotToSell, Pan, Rest, container_of, net_of, why_not
from kiosk.domain.money import Money
from kiosk.domain.sale import Sale
from kiosk.domain.text import LocalText

APPLES = basket.Product(
    "A", "", LocalText((("en", "Apples"),)), LocalText(()), "red-apple", Money(399, "EUR"), 900, True, 7
)  # fmt: skip
SALE = Sale("s", "EUR", "session", 0)
EMPTY = Pan(least_g=100, step_g=5)


def _told(pan: Pan, *answers: int | Rest) -> Pan:
    for own in answers:
        pan = pan.unrested(own) if isinstance(own, Rest) else pan.answered(own)
    return pan


def _taken(pan: Pan) -> Pan:
    return pan.taken(pan.load.n, pan.load.gross_g)


def _sold(sale: Sale, load: Load, tare_g: int) -> Sale:
    assert why_not(load, tare_g) is None
    return basket.add(sale, APPLES, weight_g=net_of(load, tare_g), facts=LineFacts(tare_g=tare_g))


@pytest.mark.parametrize(
    "answers",
    [(500,), (500, 505), (500, Rest.MOVING, 500), (500, 500, Rest.MOVING), (500, 500, 505), (500, 500, Rest.AWAY, 500)],
    ids=str,
)
def test_no_weight_counts_before_two_equal_answers_in_a_row(answers: tuple[int | Rest, ...]) -> None:
    load = _told(EMPTY, *answers).load
    assert why_not(load, 0) is load.rest


@pytest.mark.parametrize("rest", [Rest.MOVING, Rest.UNDER_ZERO, Rest.OVER, Rest.AWAY])
def test_what_is_no_weight_takes_the_weight_away_at_once(rest: Rest) -> None:
    pan = _told(EMPTY, 500, 500, rest)
    assert pan.load.rest is rest
    assert pan.load.gross_g == 0


def test_less_than_the_minimum_of_the_scale_is_told_and_not_sold() -> None:
    assert _told(EMPTY, 95, 95).load.rest is Rest.TOO_LIGHT
    assert why_not(_told(EMPTY, 95, 95).load, 0) is Rest.TOO_LIGHT
    assert _told(EMPTY, 100, 100).load.is_weight


def test_a_weight_is_sold_once() -> None:
    pan = _taken(_told(EMPTY, 500, 500))
    assert pan.load.rest is Rest.TAKEN
    assert _told(pan, Rest.MOVING, 500, 500).load.rest is Rest.TAKEN
    assert _told(pan, 515, 515).load.rest is Rest.TAKEN, "a leaf more is no other weight"


def test_an_empty_pan_or_another_weight_makes_room_for_the_next_line() -> None:
    pan = _taken(_told(EMPTY, 500, 500))
    assert _told(pan, 0, 0, 500, 500).load.is_weight
    assert _told(pan, 520, 520).load.is_weight
    assert _told(pan, 480, 480).load.is_weight
    assert not _told(pan, 0, 500, 500).load.is_weight, "one answer of zero is no rest"


def test_a_load_that_moves_while_it_is_taken_is_the_same_when_it_is_put_back() -> None:
    pan = _told(EMPTY, 500, 500)
    n = pan.load.n
    assert _told(_told(pan, Rest.MOVING).taken(n, 500), 500, 500).load.rest is Rest.TAKEN


def test_a_load_that_is_long_gone_takes_nothing_from_the_next() -> None:
    pan = _told(EMPTY, 500, 500)
    n = pan.load.n
    assert _told(pan, 0, 0, 700, 700).taken(n, 500).load.is_weight


def test_each_coming_to_rest_has_its_own_number_and_repeats_have_the_same() -> None:
    first = _told(EMPTY, 500, 500)
    assert _told(first, 500, 500, 500).load == first.load
    assert _told(first, Rest.MOVING, 500, 500).load.n > first.load.n


def test_the_container_is_not_paid_for_and_stays_on_the_line_with_its_weight() -> None:
    line = _sold(SALE, Load(Rest.RESTING, 845, 3), 320).lines[-1]
    assert (line.weight_g, line.facts.tare_g, line.total) == (525, 320, Money(209, "EUR"))


@pytest.mark.parametrize(("gross_g", "tare_g"), [(320, 320), (200, 320)])
def test_a_container_with_nothing_in_it_is_not_sold(gross_g: int, tare_g: int) -> None:
    assert why_not(Load(Rest.RESTING, gross_g, 3), tare_g) is NotToSell.CONTAINER


def test_more_than_a_line_may_hold_is_not_sold() -> None:
    assert why_not(Load(Rest.RESTING, basket.MAX_WEIGHT_G + 1, 1), 0) is NotToSell.TOO_HEAVY


def test_the_container_of_before_is_kept_for_the_next_goods_also_when_its_line_was_taken_out() -> None:
    sale = _sold(SALE, Load(Rest.RESTING, 845, 3), 320)
    assert container_of(SALE, None) == 0
    assert container_of(sale, None) == 320
    assert container_of(basket.fewer(sale, sale.lines[-1].n), None) == 320
    assert container_of(_sold(sale, Load(Rest.RESTING, 505, 5), 5), 5) == 320, "a bag of the shop is none"


@given(
    st.lists(st.one_of(st.integers(0, 600).map(lambda n: n * 5), st.sampled_from([Rest.MOVING, Rest.OVER, Rest.AWAY])))
)
def test_between_two_sold_weights_the_pan_was_empty_or_carried_another_weight(answers: list[int | Rest]) -> None:
    pan, since = EMPTY, [0]
    last: int | None = None
    for own in answers:
        pan = _told(pan, own)
        if pan.load.rest in (Rest.EMPTY, Rest.TOO_LIGHT, Rest.RESTING):
            since.append(pan.load.gross_g)
        if pan.load.is_weight:
            assert net_of(pan.load, 0) >= EMPTY.least_g
            assert last is None or any(gross_g < 5 or abs(gross_g - last) >= 20 for gross_g in since)
            last, since = pan.load.gross_g, []
            pan = _taken(pan)
