"""Sizes in millimetres on four panels, and colours that can be told apart."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtQuick import QQuickItem

from screens.app import LOOKS, Glass, load_fonts, theme_of
from screens.gallery.geometry import is_label, walk
from screens.gallery.stage import Stage, examples

ROOT = Path(__file__).resolve().parents[2]
CAPTION_CAP_MM = 4.8
CAP_OF_EM = 0.727

ON_CONTAINERS = [(f"{kind}", f"{kind}Container") for kind in ("success", "warning", "error", "info")]
READABLE = [("ink", ground) for ground in ("bg", "surface", "surface2", "primaryContainer")]
READABLE += [("ink", ground) for _, ground in ON_CONTAINERS]
READABLE += [("muted", "bg"), ("muted", "surface"), ("inkContainer", "primaryContainer")]
READABLE += [("inkPrimary", "primary"), ("inkPrimary", "primaryPressed")]
WORDS = [*ON_CONTAINERS, ("primary", "surface"), ("primary", "bg"), ("disabledInk", "disabledBg"), ("inkRail", "rail")]
SHAPES = [("outline", ground) for ground in ("surface", "bg", "surface2")]
SHAPES += [("focusOuter", "bg"), ("focusOuter", "surface"), ("focusInner", "focusOuter"), ("focusInner", "primary")]


def luminance(colour: QColor) -> float:
    """Return relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    parts = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dressed(make_stage: Callable[[Glass], Stage]) -> Callable[[str], Stage]:
    """Return what gives a window in a look."""
    return lambda look: make_stage(Glass(look=look))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("pairs", "least"), [(READABLE, 7), (WORDS, 4.5), (SHAPES, 3)], ids=["text 7", "words 4.5", "shapes 3"]
)
def test_colours_can_be_told_apart(
    dressed: Callable[[str], Stage], look: str, pairs: list[tuple[str, str]], least: float
) -> None:
    theme = theme_of(dressed(look).view)
    found = {(a, b): contrast(theme.property(a), theme.property(b)) for a, b in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize(("diagonal_in", "px_per_mm"), [(15.6, 5.56), (21.5, 4.03), (27, 3.21), (32, 2.71)])
def test_a_millimetre_is_as_many_pixels_as_the_panel_has(diagonal_in: float, px_per_mm: float) -> None:
    assert Glass(1080, 1920, diagonal_in).px_per_mm == pytest.approx(px_per_mm, abs=0.01)


def test_a_window_shows_the_same_panel_on_fewer_pixels() -> None:
    whole, window = Glass(1080, 1920), Glass(540, 960)
    assert window.width / window.px_per_mm == pytest.approx(whole.width / whole.px_per_mm)


def labels(stage: Stage) -> Iterator[QQuickItem]:
    yield from (item for item in walk(stage.view.contentItem()) if is_label(item))


@pytest.mark.glass
@pytest.mark.parametrize("name", sorted(examples()))
def test_no_text_is_smaller_than_the_floor_and_each_is_of_a_bundled_face(stage: Stage, name: str) -> None:
    stage.show(examples()[name])
    families = set(load_fonts())
    floor_px = CAPTION_CAP_MM / CAP_OF_EM * Glass().px_per_mm - 1
    for label in labels(stage):
        font = label.property("font")
        assert font.pixelSize() >= floor_px, label.property("text")
        assert QFontInfo(font).family() in families, label.property("text")


def test_the_first_picture_imports_qt_and_no_library_besides() -> None:
    script = (
        "import sys, json; import screens.app, screens.bridge;"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    heavy = {
        "sqlalchemy",
        "babel",
        "PIL",
        "zxingcpp",
        "pyzbar",
        "asyncio",
        "serial",
        "pydantic",
        "numpy",
        "cryptography",
    }
    assert loaded & heavy == set()


def test_the_window_imports_four_modules_of_qt() -> None:
    script = (
        "import sys; import screens.app;print(*sorted(name for name in sys.modules if name.startswith('PySide6.Qt')))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    needed_by_qt_itself = {"PySide6.QtNetwork", "PySide6.QtOpenGL"}
    wanted = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtQml", "PySide6.QtQuick"}
    assert set(done.stdout.split()) - needed_by_qt_itself == wanted
