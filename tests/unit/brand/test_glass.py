"""The glass wears the brand from its first frame: the engine's own values, look by look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QGuiApplication

from kiosk.brand.palette import OWN, house_colours
from kiosk.brand.profile import HOUSE, Brand, read
from screens.app import LOOKS, Glass, set_theme, theme_of
from screens.gallery.stage import Stage

EXAMPLE = Path(__file__).resolve().parents[3] / "config" / "profiles" / "brands" / "example.toml"


@pytest.fixture(scope="module")
def wear(qapp: QGuiApplication) -> Iterator[Callable[[Brand | None], Stage]]:
    """Return what gives a window that was made with a brand."""
    made: dict[Brand | None, Stage] = {}

    def make(brand: Brand | None) -> Stage:
        if brand not in made:
            made[brand] = Stage(Glass(brand=brand))
        return made[brand]

    yield make
    for stage in made.values():
        stage.close()


def colour(theme: QObject, token: str) -> str:
    value = theme.property(token)
    assert isinstance(value, QColor)
    return value.name().upper()


def in_look(stage: Stage, look: str) -> QObject:
    set_theme(stage.view, replace(stage.glass, look=look))
    return theme_of(stage.view)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("brand", [None, HOUSE], ids=["none", "house"])
def test_the_engine_has_the_colours_that_the_rules_read(
    wear: Callable[[Brand | None], Stage], look: str, brand: Brand | None
) -> None:
    theme = in_look(wear(brand), look)
    house = house_colours()[look]
    assert {token: colour(theme, token) for token in house} == house
    assert theme.property("logo") is None


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_glass_wears_the_brand_s_colours(wear: Callable[[Brand | None], Stage], look: str) -> None:
    brand = read(EXAMPLE)
    theme = in_look(wear(brand), look)
    assert {token: colour(theme, token) for token in OWN} == dict(
        {str(key): dict(value) for key, value in brand.colours}[look]
    )
    assert colour(theme, "floor") == colour(theme, "primaryContainer")
    others = house_colours()[look].keys() - set(OWN)
    assert {token: colour(theme, token) for token in others} == {
        token: house_colours()[look][token] for token in others
    }


def test_high_contrast_stays_as_it_is_at_every_site(wear: Callable[[Brand | None], Stage]) -> None:
    theme = in_look(wear(read(EXAMPLE)), "contrast")
    assert {token: colour(theme, token) for token in OWN} == {
        token: house_colours()["contrast"][token] for token in OWN
    }


def test_each_look_has_its_logo_and_all_have_the_picture(wear: Callable[[Brand | None], Stage]) -> None:
    stage = wear(read(EXAMPLE))
    names = []
    for look in LOOKS:
        theme = in_look(stage, look)
        logo = theme.property("logo")
        names.append(logo["source"].fileName())
        assert logo["shape"] == pytest.approx(3)
        assert theme.property("brandPicture")["source"].fileName() == "picture.svg"
    assert names == ["logo.svg", "logo-dark.svg", "logo-dark.svg"]
