"""Money is whole minor units of one currency, and rounding is the same for a sale and its refund."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.money import CurrencyMismatch, Money, rounded, total_of

MANY = settings(max_examples=max(1000, settings().max_examples))  # the night asks for more
CURRENCIES = st.sampled_from(("EUR", "BRL", "SEK"))
MINOR = st.integers(-(10**12), 10**12)
EUROS = st.builds(Money, MINOR, st.just("EUR"))


@pytest.mark.parametrize("does", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a <= b])
def test_two_currencies_are_never_mixed(does: object) -> None:
    with pytest.raises(CurrencyMismatch, match="EUR and BRL"):
        does(Money(1, "EUR"), Money(1, "BRL"))  # type: ignore[operator]  # the table holds lambdas of one shape


def test_a_sum_over_two_currencies_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        total_of([Money(1, "EUR"), Money(1, "SEK")], "EUR")


@pytest.mark.parametrize("denominator", [0, -1])
def test_rounding_by_nothing_is_refused(denominator: int) -> None:
    with pytest.raises(ValueError, match=f"above zero, not {denominator}"):
        rounded(1, denominator)


def test_halves_go_away_from_zero_on_both_sides() -> None:
    assert [rounded(n, 2) for n in (-3, -1, 0, 1, 3)] == [-2, -1, 0, 1, 2]
    assert [rounded(n, 3) for n in (-2, -1, 1, 2)] == [-1, 0, 0, 1]


@MANY
@given(MINOR, st.integers(1, 10**7))
def test_a_rounded_amount_is_whole_near_and_symmetric(numerator: int, denominator: int) -> None:
    whole = rounded(numerator, denominator)
    assert type(whole) is int
    assert abs(Fraction(numerator, denominator) - whole) <= Fraction(1, 2)
    assert rounded(-numerator, denominator) == -whole


@MANY
@given(st.lists(EUROS, max_size=30))
def test_a_sum_is_the_same_in_any_order_and_stays_whole(amounts: list[Money]) -> None:
    total = total_of(amounts, "EUR")
    assert total == total_of(reversed(amounts), "EUR")
    assert type(total.minor) is int
    assert total.minor == sum(amount.minor for amount in amounts)


@MANY
@given(EUROS, EUROS, st.integers(-99, 99))
def test_amounts_add_subtract_negate_and_multiply_exactly(one: Money, other: Money, count: int) -> None:
    assert one + other - other == one
    assert one - one == -one + one == Money(0, "EUR")
    assert (one * count).minor == one.minor * count
    assert (one < other) == (one.minor < other.minor)
    assert (one <= other) == (one.minor <= other.minor)


@given(CURRENCIES)
def test_a_sum_of_nothing_is_zero_of_its_currency(currency: str) -> None:
    assert total_of([], currency) == Money(0, currency)


def test_equal_numbers_of_two_currencies_are_not_the_same_amount() -> None:
    assert Money(100, "EUR") != Money(100, "BRL")
