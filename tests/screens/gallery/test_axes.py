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
# What does not fit yet, plainly: nobody may add to it, and what fits again has to leave it.
KNOWN = {
    Case("checkout/Scanning-dear", _LOW, PSEUDO, "contrast", "200"): "Pay and eight digits on a panel 91 mm wide",
    Case("keyboards/email-wrong", _WIDE, PSEUDO, "light", "200"): "a title of two lines over the keys",
    Case("keyboards/text", _LOW, PSEUDO, "dark", "200", "on"): "a title of two lines over the keys",
    Case("keyboards/text", _WIDE, PSEUDO, "dark", "200"): "a title of two lines over the keys",
    Case("heroes/Home", _SLIM, PSEUDO, "light", "200"): "two journeys on 194 mm",
    Case("users/Typed", _LOW, PSEUDO, "light", "200", "on"): "a title of two lines over the keys",
    Case("heroes/Home", _LOW, PSEUDO, "contrast", "200"): "two journeys beside a name of two lines",
    Case("call/Unanswered", _WIDE, "pt-PT", "contrast", "200", "on"): "a word of four lines over the keys of a list",
    Case("keyboards/masked", _LOW, "nl", "contrast", "200", "on"): "a label of two lines over the keys",
    Case("checkout/Scanning-no-terminal", _TALL, PSEUDO, "contrast", "200", "on"): "a banner of many lines",
    Case("checkin/Seats-long", _SLIM, "nl", "light", "200", "on"): "a seat 4 mm high, no room for the aisle",
    Case("call/Unanswered", _SLIM, "pt-BR", "light", "200", "on"): "undo and a key of the list 1.3 mm apart",
    Case("confirm/Second", _LOW, PSEUDO, "dark", "200"): "a label of two lines over keys that touch the strip",
    Case("checkout/Scanning-no-terminal", _TALL, PSEUDO, "light", "200", "on"): "a banner of many lines",
    Case("checkout/Scanning-dear", _LOW, "es", "dark", "100", "on"): "nine digits leave the words of the line 22 mm",
    Case("checkin/Extras-one", _WIDE, "pt-BR", "dark", "200"): "no thanks as large as yes, and both of two lines",
    Case("fitting/Address", _WIDE, "en", "contrast", "200"): "a title of two lines over the keys",
    Case("help/Found", _LOW, "es", "contrast", "200", "on"): "a list, two keys and a strip of two rows on 194 mm",
}
CASES = [*KNOWN, *(case for case in pairwise_cases(screen_names()) if case not in KNOWN)]
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
@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.xfail(reason=KNOWN[case])) if case in KNOWN else case for case in CASES],
    ids=str,
)
def test_it_fits_and_nothing_complains(make_measured: Callable[[Glass], Stage], case: Case) -> None:
    assert problems(make_measured(case.panel), case) == []
