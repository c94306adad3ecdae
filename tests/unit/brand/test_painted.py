"""What is drawn in the house's colour follows the brand, and each look has art that neither glares nor vanishes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from kiosk.brand.colour import contrast, oklch
from screens.pictures import HOUSE_TONE, SCENES, SHADED_TONES, MissingPicture, painted, scene_image

pytestmark = pytest.mark.usefixtures("qapp")
GREEN = "0B5D3B"
DEVICES = ("bank", "gift-card", "payment-card", "payment-terminal", "receipt-printer", "scan-guide")
MARKED = ("gift-card", "paper-bag", "payment-card", "receipt-printer", "scan-guide", "shopping")


def colours(image: QImage) -> list[str]:
    """Return the colours of the opaque pixels, every fourth in both directions."""
    places = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    pixels = [image.pixelColor(x, y) for x, y in places]
    return [pixel.name().upper() for pixel in pixels if pixel.alpha() == 255]


@pytest.mark.parametrize("name", MARKED)
def test_a_scene_wears_the_brand_and_nothing_of_the_house(name: str) -> None:
    drawing = painted((SCENES / f"{name}.svg").read_text(encoding="utf-8"), f"#{GREEN}")
    assert f"#{GREEN}" in drawing or "url(#c)" in drawing
    assert not [tone for tone in (HOUSE_TONE, *SHADED_TONES) if tone in drawing]


def test_light_and_shade_keep_their_order_in_another_colour() -> None:
    tones = " ".join((HOUSE_TONE, *SHADED_TONES))
    own = painted(tones, f"#{GREEN}").split()
    lightness = [oklch(tone).lightness for tone in own]
    house = [oklch(tone).lightness for tone in tones.split()]
    assert sorted(range(4), key=lightness.__getitem__) == sorted(range(4), key=house.__getitem__)
    assert all(abs(oklch(tone).hue - oklch(own[0]).hue) < 0.1 for tone in own)


def test_the_house_s_own_colour_changes_nothing() -> None:
    drawing = (SCENES / "scan-guide.svg").read_text(encoding="utf-8")
    assert painted(drawing, HOUSE_TONE.lower()) == drawing


@pytest.mark.parametrize("name", DEVICES)
def test_a_device_in_high_contrast_is_outlines_that_do_not_glare(name: str) -> None:
    found = colours(scene_image(name, "contrast", "000000", 400, 400))
    bright = [colour for colour in found if contrast(colour, "#000000") > 10]
    assert 0.01 < len(bright) / len(found) < 0.35
    assert scene_image(name, "light", "1747C6", 400, 400) != scene_image(name, "contrast", "000000", 400, 400)


@pytest.mark.parametrize("name", DEVICES)
def test_a_device_does_not_vanish_on_the_dark_card(name: str) -> None:
    found = colours(scene_image(name, "dark", "1747C6", 400, 400))
    seen = [colour for colour in found if contrast(colour, "#162036") >= 1.5]
    assert len(seen) / len(found) > 0.6


def test_a_look_without_a_drawing_of_its_own_has_the_one_there_is() -> None:
    assert scene_image("paper-bag", "dark", "1747C6", 200, 200) == scene_image("paper-bag", "light", "1747C6", 200, 200)


@pytest.mark.parametrize("name", ["no-such-scene", "../products/milk", ""])
def test_an_unknown_scene_is_refused(name: str) -> None:
    with pytest.raises(MissingPicture):
        scene_image(name, "light", "1747C6", 100, 100)


def test_a_scene_fits_its_box_and_keeps_its_shape() -> None:
    image = scene_image("payment-terminal", "light", "1747C6", 300, 240)
    assert (image.width(), image.height()) == (140, 240)
