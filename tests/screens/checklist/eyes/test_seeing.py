"""The measures of `seeing` give the published figures."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.screens.checklist.eyes.seeing import BLINDNESS, Lab, distance, lab, likeness, seen_by


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_of_two_colours_is_the_published_one(one: Lab, other: Lab, published: float) -> None:
    assert distance(one, other) == pytest.approx(published, abs=1e-4)
    assert distance(other, one) == pytest.approx(published, abs=1e-4)


def test_white_and_black_are_a_hundred_apart() -> None:
    assert lab((255, 255, 255)) == pytest.approx((100, 0, 0), abs=0.02)
    assert distance(lab((0, 0, 0)), lab((255, 255, 255))) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("kind", BLINDNESS)
def test_every_eye_sees_grey_as_grey(kind: str) -> None:
    assert seen_by(kind, (128, 128, 128)) == pytest.approx((128, 128, 128), abs=1)


def test_red_and_green_come_close_for_eyes_without_the_middle_cone() -> None:
    red, green = (200, 60, 60), (110, 110, 60)
    plain = distance(lab(red), lab(green))
    assert distance(lab(seen_by("deutan", red)), lab(seen_by("deutan", green))) < plain / 2


def test_a_picture_is_like_itself_and_unlike_its_negative() -> None:
    picture = Image.linear_gradient("L").resize((64, 64))
    assert likeness(picture, picture) == pytest.approx(1)
    assert likeness(picture, picture.point(lambda value: 255 - value)) < 0.5
