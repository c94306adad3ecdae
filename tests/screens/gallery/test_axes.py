"""Every example on every panel, in every language, look, text size and reach: each two of these values meet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from screens.app import LOOKS, Glass
from screens.gallery.axes import PANELS, REACHES, TEXTS, TONGUES, Case, pairwise_cases, problems
from screens.gallery.examples import screen_names
from screens.gallery.pseudo import PSEUDO
from screens.gallery.stage import Stage

_LOW, _SLIM = Glass(1366, 768, 15.6), Glass(768, 1366, 15.6)
_WIDE, _TALL = Glass(1920, 1080, 15.6), Glass(1080, 1920, 15.6)
_DESK, _GREAT = Glass(1280, 1024, 19), Glass(1080, 1920, 27)
# What did not fit once is looked at for ever, whatever pairs the examples of the day make.
ONCE = (
    Case("checkout/Scanning-dear", _LOW, PSEUDO, "contrast", "200"),
    Case("keyboards/email-wrong", _WIDE, PSEUDO, "light", "200"),
    Case("keyboards/text", _LOW, PSEUDO, "dark", "200", "on"),
    Case("keyboards/text", _WIDE, PSEUDO, "dark", "200"),
    Case("heroes/Home", _SLIM, PSEUDO, "light", "200"),
    Case("users/Typed", _LOW, PSEUDO, "light", "200", "on"),
    Case("heroes/Home", _LOW, PSEUDO, "contrast", "200"),
    Case("call/Unanswered", _WIDE, "pt-PT", "contrast", "200", "on"),
    Case("keyboards/masked", _LOW, "nl", "contrast", "200", "on"),
    Case("checkout/Scanning-no-terminal", _TALL, PSEUDO, "contrast", "200", "on"),
    Case("checkin/Seats-long", _SLIM, "nl", "light", "200", "on"),
    Case("call/Unanswered", _SLIM, "pt-BR", "light", "200", "on"),
    Case("confirm/Second", _LOW, PSEUDO, "dark", "200"),
    Case("checkout/Scanning-no-terminal", _TALL, PSEUDO, "light", "200", "on"),
    Case("checkout/Scanning-dear", _LOW, "es", "dark", "100", "on"),
    Case("checkin/Extras-one", _WIDE, "pt-BR", "dark", "200"),
    Case("fitting/Address", _WIDE, "en", "contrast", "200"),
    Case("help/Found", _LOW, "es", "contrast", "200", "on"),
    Case("call/Unanswered", _SLIM, "es", "contrast", "200", "on"),
    Case("keyboards/text", _WIDE, PSEUDO, "light", "200", "on"),
    Case("call/Unanswered", _SLIM, "nl", "light", "200", "on"),
    Case("checkout/Scanning-coupon", _GREAT, "pt-PT", "light", "200"),
    Case("maintenance/Dashboard", _GREAT, "nl", "contrast", "200", "on"),  # its layout went to and fro without end
    Case("checkout/Paying-gift", _DESK, PSEUDO, "contrast", "150", "on"),
)
CASES = [*ONCE, *(case for case in pairwise_cases(screen_names()) if case not in ONCE)]
AXES = ("example", "panel", "language", "look", "text", "reach")


def test_each_two_values_meet() -> None:
    sizes = {
        "example": len(screen_names()),
        "panel": len(PANELS),
        "language": len(TONGUES),
        "look": len(LOOKS),
        "text": len(TEXTS),
        "reach": len(REACHES),
    }
    for one, other in combinations(AXES, 2):
        pairs = {(getattr(case, one), getattr(case, other)) for case in CASES}
        assert len(pairs) == sizes[one] * sizes[other]


def test_the_panels_are_the_four_of_the_house_and_two_unusual_shapes_upright_and_lying() -> None:
    assert {(panel.diagonal_in, panel.width, panel.height) for panel in PANELS} >= {
        (15.6, 1080, 1920), (21.5, 1920, 1080), (27, 1080, 1920), (32, 1920, 1080),
        (19, 1280, 1024), (15.6, 768, 1366),
    }  # fmt: skip
    assert len(PANELS) == 12


@pytest.mark.glass
@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_fits_and_nothing_complains(make_measured: Callable[[Glass], Stage], case: Case) -> None:
    assert problems(make_measured(case.panel), case) == []
