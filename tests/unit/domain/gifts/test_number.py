"""The number of a gift card: a slip of the hand is no card, and nothing that is written shows the number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.gifts.number import LENGTH, PREFIX, GiftNumber, NotAGiftCard, check_digit, looks_like_one
from kiosk.domain.gifts.telling import Movement, Stage
from kiosk.health.redaction import redacted

RIGHT = "990000000010000034"
MIDDLES = st.text("0123456789", min_size=LENGTH - len(PREFIX) - 1, max_size=LENGTH - len(PREFIX) - 1)


def number_of(middle: str) -> str:
    return f"{PREFIX}{middle}{check_digit(PREFIX + middle)}"


@pytest.mark.parametrize(
    "text", ["", "9900", RIGHT[:-1], RIGHT + "0", "8" + RIGHT[1:], RIGHT[:-1] + "x", "9900" + "²" * 14, f" {RIGHT}"]
)
def test_what_has_another_shape_is_no_gift_card(text: str) -> None:
    assert not looks_like_one(text)
    with pytest.raises(NotAGiftCard):
        GiftNumber(text)


@given(MIDDLES, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_one_wrong_digit_is_always_found_and_never_told(middle: str, place: int, more: int) -> None:
    right = number_of(middle)
    wrong = right[:place] + str((int(right[place]) + more) % 10) + right[place + 1 :]
    with pytest.raises(NotAGiftCard) as why:
        GiftNumber(wrong)
    assert wrong not in str(why.value)


@given(MIDDLES)
def test_a_right_number_shows_its_last_four_alone(middle: str) -> None:
    own = GiftNumber(number_of(middle))
    assert own.last4 == own.digits[-4:]
    assert own.digits not in repr(own)


def test_a_known_number_of_the_standard_has_its_check_digit() -> None:
    assert check_digit("7992739871") == 3


def test_a_number_that_slips_into_a_log_is_masked_there() -> None:
    assert RIGHT not in redacted(f"read {RIGHT} at the lane")


@pytest.mark.parametrize(
    ("stage", "stands"), [(Stage.HELD, True), (Stage.DONE, True), (Stage.FREED, False), (Stage.REFUSED, False)]
)
def test_money_stands_while_it_is_held_or_final(stage: Stage, stands: bool) -> None:
    assert Movement("R1", stage).is_standing is stands
