"""Pictures the program draws: tinted, sized, readable back; and nothing is raised into Qt."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from kiosk.papers.digital import MOST_CHARACTERS
from screens.pictures import (
    ICONS,
    QUIET_MODULES,
    Codes,
    MissingPicture,
    Pictures,
    icon_image,
    qr_image,
    ring_image,
    shadow_image,
)

pytestmark = pytest.mark.usefixtures("qapp")


def colours(image: QImage) -> set[str]:
    """Return the colours of the pixels that are fully opaque."""
    every = [QColor.fromRgba(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height())]
    return {colour.name() for colour in every if colour.alpha() == 255}


def test_an_icon_has_the_tokens_colour_and_no_other() -> None:
    assert colours(icon_image("trash-2", "1747c6", 40)) == {"#1747c6"}


@pytest.mark.parametrize("size", [18, 36, 64])
def test_an_icon_is_as_large_as_asked(size: int) -> None:
    assert icon_image("check", "000000", size).size() == QSize(size, size)


def test_every_icon_of_the_assets_can_be_drawn() -> None:
    blank = [path.stem for path in ICONS.glob("*.svg") if not colours(icon_image(path.stem, "000000", 48))]
    assert blank == []


@pytest.mark.parametrize("name", ["no-such-icon", "../images/products/milk", ""])
def test_an_unknown_icon_is_refused(name: str) -> None:
    with pytest.raises(MissingPicture):
        icon_image(name, "000000", 20)


def test_a_shadow_is_darkest_under_the_card_and_gone_at_its_edge() -> None:
    image = shadow_image(28, 24, 10)
    middle = image.width() // 2
    alphas = [image.pixelColor(x, middle).alpha() for x in range(middle)]
    assert alphas == sorted(alphas)
    assert alphas[0] <= 1
    assert image.pixelColor(middle, middle).alpha() == round(255 * 0.1)
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize(("sixtieths", "right", "left"), [(60, "f", "f"), (30, "f", "e"), (0, "e", "e")])
def test_a_ring_loses_as_much_as_time_has_passed(sixtieths: int, right: str, left: str) -> None:
    image = ring_image(sixtieths, "ff0000", "00ff00", 60)
    names = {"f": "#ff0000", "e": "#00ff00"}
    assert image.pixelColor(55, 30).name() == names[right]
    assert image.pixelColor(5, 30).name() == names[left]


def read(image: QImage) -> list[str]:
    """Return what a scanner sees on a picture."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(grey.constBits())
    picture = Image.frombuffer("L", (grey.width(), grey.height()), data, "raw", "L", grey.bytesPerLine(), 1)
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@given(st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), min_size=1, max_size=80))
def test_a_code_is_read_back_as_it_was_written(text: str) -> None:
    assert read(qr_image(text, 400)) == [text]


@pytest.mark.parametrize("size", [100, 117, 350, 471])
def test_a_codes_modules_are_whole_pixels_inside_a_quiet_zone_of_four(size: int) -> None:
    image = qr_image("PRONTO", size)  # version 1: 21 modules
    module = size // (21 + 2 * QUIET_MODULES)
    first = (size - 21 * module) // 2
    assert first >= QUIET_MODULES * module
    for row in range(21):
        for column in range(21):
            left, top = first + column * module, first + row * module
            corners = {image.pixel(left + x, top + y) for x in (0, module - 1) for y in (0, module - 1)}
            assert len(corners) == 1
    assert all(image.pixelColor(at, first + module // 2).value() for at in range(first))


def test_text_that_readers_would_have_to_guess_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        qr_image("receipt of 5 €", 400)


def test_a_code_without_room_for_a_pixel_per_module_is_refused() -> None:
    with pytest.raises(MissingPicture, match="do not fit"):
        qr_image("x" * 200, 20)


def test_only_the_last_code_is_kept_and_its_text_stands_in_no_address() -> None:
    codes = Codes()
    first = codes.keep("first receipt")
    second = codes.keep("second receipt")
    assert "second" not in second
    assert codes.text(second) == "second receipt"
    assert codes.text(first) == ""
    assert codes.keep("") == ""


@pytest.mark.allowed_logs("screens.pictures: picture")
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("icon", "no-such-icon/000000"),
        ("icon", ""),
        ("shadow", "1/x/2"),
        ("ring", "60"),
        ("photo", "x"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_blank_and_raises_nothing_into_qt(
    kind: str, name: str, qapp: QGuiApplication
) -> None:
    image = Pictures(kind, Codes()).requestImage(name, QSize(), QSize(20, 20))
    assert image.size() == QSize(1, 1)
    assert image.pixelColor(0, 0).alpha() == 0


def test_a_code_that_is_gone_is_drawn_white() -> None:
    assert colours(qr_image("", 30)) == {"#ffffff"}


def test_a_receipt_of_the_greatest_length_is_read_again_from_the_glass() -> None:
    text = ("https://shop.example/r#" + "eNqVkE1qwzAQhaZ-_" * 100)[:MOST_CHARACTERS]
    assert read(qr_image(text, 300)) == [text]
