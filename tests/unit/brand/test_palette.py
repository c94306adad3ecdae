"""Pairs of the theme keep their contrast, and so does every brand that is let in (A21, A50)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.brand.colour import contrast, distance, hex_of, oklch
from kiosk.brand.palette import (
    LOOKS,
    OWN,
    PAIRS,
    THEME,
    Look,
    NoTheme,
    dark_primary,
    dressed,
    failing,
    house_colours,
    nearest_passing,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
DEEP = COLOURS.filter(lambda colour: contrast(colour, "#FFFFFF") >= 7)
STATUS = ("success", "warning", "error", "info")
TABLE = [  # ux.md 3.3
    *[("ink", ground, 7) for ground in ("bg", "surface", "surface2", *(f"{kind}Container" for kind in STATUS))],
    *[("muted", "bg", 7), ("muted", "surface", 7), ("muted", "surface2", 4.5)],
    *[("inkPrimary", "primary", 7), ("inkPrimary", "primaryPressed", 7), ("inkContainer", "primaryContainer", 7)],
    *[("primary", "surface", 4.5), ("primary", "bg", 4.5)],
    *[(kind, f"{kind}Container", 4.5) for kind in STATUS],
    ("disabledInk", "disabledBg", 4.5),
    *[("outline", ground, 3) for ground in ("surface", "bg", "surface2")],
    *[("focusOuter", "bg", 3), ("focusOuter", "surface", 3)],
    *[("focusInner", "focusOuter", 3), ("focusInner", "primary", 3)],
]


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("over", "ground", "needed"), TABLE, ids=[f"{over} on {ground}" for over, ground, _ in TABLE])
def test_every_pair_of_the_table_keeps_its_contrast_in_every_look(
    look: str, over: str, ground: str, needed: float
) -> None:
    colours = house_colours()[look]
    assert contrast(colours[over], colours[ground]) >= needed


def test_every_pair_of_the_table_with_a_brand_colour_is_asked_of_a_brand() -> None:
    asked = {(pair.over, pair.ground): pair.needed for pair in PAIRS}
    wanted = {(over, ground): needed for over, ground, needed in TABLE if {over, ground} & set(OWN)}
    assert wanted.items() <= asked.items()


def test_every_colour_of_the_theme_is_read() -> None:
    declared = re.findall(r"property color (\w+): (?:branded\([^)]*)?pick\(", THEME.read_text(encoding="utf-8"))
    assert len(declared) > 25
    translucent = {"scrim"}
    for look in ("light", "dark", "contrast"):
        assert set(declared) - translucent == house_colours()[look].keys()


def test_a_theme_without_the_colours_is_named(tmp_path: Path) -> None:
    theme = tmp_path / "Theme.qml"
    theme.write_text('readonly property color bg: pick("#FFFFFF", "#000000", "#000000")', encoding="utf-8")
    with pytest.raises(NoTheme, match=r"Theme.qml has no .*primary"):
        house_colours(theme)


# --- brands ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS)
def test_the_house_colours_pass_their_own_rules(look: Look) -> None:
    assert failing(look, dressed(look, {})) == []


@given(DEEP)
def test_a_colour_deep_enough_for_white_words_gives_a_light_look_that_passes(primary: str) -> None:
    assert failing("light", dressed("light", {"primary": primary})) == []


@given(COLOURS)
def test_any_colour_gives_a_dark_look_that_passes(primary: str) -> None:
    assert failing("dark", dressed("dark", {"primary": dark_primary(primary)})) == []


@given(COLOURS, st.sampled_from(LOOKS))
def test_a_colour_that_fails_gets_one_of_its_hue_that_passes(primary: str, look: Look) -> None:
    assume(failing(look, dressed(look, {"primary": primary})))
    better = nearest_passing(look, "primary", {"primary": primary})
    assert better is not None
    assert failing(look, dressed(look, {"primary": better})) == []
    if min(oklch(primary).chroma, oklch(better).chroma) > 0.02:  # near grey the hue is rounding
        turn = abs(oklch(primary).hue - oklch(better).hue) % 6.2832
        assert min(turn, 6.2832 - turn) < 0.15


@given(COLOURS)
def test_no_colour_of_the_hue_that_passes_is_much_nearer(primary: str) -> None:
    assume(failing("light", dressed("light", {"primary": primary})))
    better = nearest_passing("light", "primary", {"primary": primary})
    assert better is not None
    start = oklch(primary)
    for step in range(101):
        for share in (0.25, 0.5, 0.75, 1):
            other = hex_of(start._replace(lightness=step / 100, chroma=share * start.chroma))
            if not failing("light", dressed("light", {"primary": other})):
                assert distance(primary, better) <= distance(primary, other) + 0.03


def test_colours_that_were_given_stay_and_only_the_others_follow() -> None:
    given_colours = {"primary": "#0b5d3b", "inkContainer": "#000000"}
    colours = dressed("light", given_colours)
    assert (colours["primary"], colours["inkContainer"]) == ("#0B5D3B", "#000000")
    assert colours.keys() == set(OWN)
    assert colours["primaryContainer"] != house_colours()["light"]["primaryContainer"]


@given(DEEP)
def test_a_pressed_button_looks_pressed(primary: str) -> None:
    colours = dressed("light", {"primary": primary})
    assert distance(colours["primary"], colours["primaryPressed"]) > 0.05
