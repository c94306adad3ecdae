"""Colours: contrast as WCAG computes it, and a perceptual space that gives back what it was given."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.brand.colour import Oklch, contrast, distance, hex_of, is_colour, luminance, oklch

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
NO_COLOURS = [
    "#12",
    "red-ish",
    "",
    "#12345",
    "#1234567",
    "1747C6",
    "#GGGGGG",
    "#1747C6 ",
    " #1747C6",
    "#１２３４５６",
    "red",
]


@pytest.mark.parametrize("value", [*NO_COLOURS, 0x1747C6, None, True, ["#1747C6"], {"r": 1}])
def test_what_is_not_six_hex_digits_is_no_colour(value: object) -> None:
    assert not is_colour(value)


@pytest.mark.parametrize("value", ["#1747C6", "#1747c6", "#000000"])
def test_six_hex_digits_are_a_colour(value: str) -> None:
    assert is_colour(value)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21), ("#767676", "#FFFFFF", 4.54), ("#FF0000", "#FFFFFF", 4.00), ("#777777", "#777777", 1)],
)
def test_contrast_is_the_ratio_that_is_published(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_does_not_ask_which_colour_is_in_front(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@pytest.mark.parametrize(  # CSS Color 4, sample values of oklch()
    ("colour", "lightness", "chroma", "hue"),
    [("#FF0000", 0.62796, 0.25768, 29.23), ("#00FF00", 0.86644, 0.29483, 142.5), ("#0000FF", 0.45201, 0.31321, 264.05)],
)
def test_the_perceptual_space_has_the_published_values(
    colour: str, lightness: float, chroma: float, hue: float
) -> None:
    found = oklch(colour)
    assert (found.lightness, found.chroma) == pytest.approx((lightness, chroma), abs=0.0005)
    assert math.degrees(found.hue) % 360 == pytest.approx(hue, abs=0.1)


@given(COLOURS)
def test_a_colour_comes_back_from_the_perceptual_space(colour: str) -> None:
    back = hex_of(oklch(colour))
    assert all(abs(int(back[at : at + 2], 16) - int(colour[at : at + 2], 16)) <= 1 for at in (1, 3, 5))


@given(st.floats(-0.5, 1.5), st.floats(0, 1), st.floats(-math.pi, math.pi))
def test_a_colour_that_no_screen_shows_becomes_one_it_can_show(lightness: float, chroma: float, hue: float) -> None:
    shown = hex_of(Oklch(lightness, chroma, hue))
    assert is_colour(shown)
    assert oklch(shown).lightness == pytest.approx(min(1, max(0, lightness)), abs=0.02)


@given(COLOURS, COLOURS)
def test_distance_is_nothing_only_between_equals(one: str, other: str) -> None:
    assert distance(one, one) == pytest.approx(0, abs=1e-6)
    assert (distance(one, other) > 1e-5) == (one != other)


def test_luminance_goes_from_nothing_to_one() -> None:
    assert (luminance("#000000"), luminance("#FFFFFF")) == pytest.approx((0, 1))
