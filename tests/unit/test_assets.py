"""Fonts, icons, pictures and the demo store are complete, licensed and loadable."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages import pofile
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

ASSETS = Path(__file__).resolve().parents[2] / "assets"
LICENCES = (ASSETS / "LICENSES.md").read_text(encoding="utf-8")
LANGUAGES = ("pt-BR", "pt-PT", "nl", "es", "en")
FONTS = sorted(path for path in (ASSETS / "fonts").iterdir() if path.suffix in {".otf", ".ttf", ".woff2"})
DRAWINGS = sorted(ASSETS.glob("icons/*.svg")) + sorted(ASSETS.glob("images/*/*.svg"))
with (ASSETS / "catalogue" / "demo-store.csv").open(encoding="utf-8", newline="") as _stream:
    STORE = list(csv.DictReader(_stream))


def named(path: Path) -> str:
    return str(path.relative_to(ASSETS))


def ean13_check_digit(twelve: str) -> int:
    return -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve)) % 10


def render(path: Path, size_px: int) -> QImage:
    drawing = QSvgRenderer(str(path))
    assert drawing.isValid()
    shape = drawing.defaultSize().scaled(QSize(size_px, size_px), Qt.AspectRatioMode.KeepAspectRatio)
    picture = QImage(shape, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    return picture


@pytest.mark.parametrize("path", DRAWINGS, ids=named)
def test_a_drawing_is_rendered_by_qt_and_leaves_ink(qapp: QApplication, path: Path) -> None:
    picture = render(path, 48)  # an SVG feature unknown to Qt is a Qt warning, which fails the test
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert sum(picture.pixelColor(x, y).alpha() > 64 for x, y in points) > 30


def test_no_drawing_uses_what_qt_ignores_in_silence() -> None:
    ignored = re.compile(r"<(filter|mask|style|foreignObject|image|clipPath|text)\b")
    assert [named(path) for path in DRAWINGS if ignored.search(path.read_text(encoding="utf-8"))] == []


def test_a_drawing_refers_only_to_what_it_holds_and_names_it_once() -> None:
    for path in DRAWINGS:
        text = path.read_text(encoding="utf-8")
        held = re.findall(r'\bid="([^"]+)"', text)
        assert len(held) == len(set(held)), path
        assert set(re.findall(r'(?:url\(#|href="#)([^)"]+)', text)) <= set(held), path


def test_an_icon_has_no_colour_of_its_own() -> None:
    for path in ASSETS.glob("icons/*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "currentColor" in text, path
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text), path


@pytest.mark.parametrize("path", sorted(ASSETS.glob("images/scenes/*.svg")), ids=named)
def test_a_scene_stands_on_its_lower_edge(qapp: QApplication, path: Path) -> None:
    picture = render(path, 200)
    foot = range(picture.height() - 3, picture.height())
    assert any(picture.pixelColor(x, y).alpha() > 64 for y in foot for x in range(picture.width()))


def test_every_drawing_and_font_is_named_in_the_licences() -> None:
    names = [path.stem for path in DRAWINGS] + [path.name for path in FONTS]
    assert len(names) > 150
    assert [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", LICENCES)] == []


def test_the_licences_name_no_file_that_is_gone() -> None:
    fonts = set(re.findall(r"`([\w-]+\.(?:otf|ttf|woff2))`", LICENCES))
    icons = LICENCES.partition("## Icons")[2].partition("## Product")[0].partition("`a-large-small`")
    assert fonts == {path.name for path in FONTS}
    named_icons = set(re.findall(r"`([a-z0-9-]+)`", "".join(icons[1:]).partition("\n\n")[0])) | {"pronto-mark"}
    assert named_icons == {path.stem for path in ASSETS.glob("icons/*.svg")}


@pytest.mark.parametrize("text", ["fonts/OFL.txt", "icons/LICENSE-lucide.txt", "images/LICENSE-apache-2.0.txt"])
def test_the_licence_text_lies_beside_the_files(text: str) -> None:
    assert text in LICENCES
    assert len((ASSETS / text).read_text(encoding="utf-8")) > 1000


@pytest.fixture
def bundled_fonts(qapp: QApplication) -> Iterator[None]:
    ids = [QFontDatabase.addApplicationFont(str(path)) for path in FONTS]
    assert -1 not in ids
    yield
    for font in ids:
        QFontDatabase.removeApplicationFont(font)


@pytest.mark.parametrize(
    ("family", "weight", "style"),
    [
        ("Inter", 400, "Regular"),
        ("Inter", 500, "Medium"),
        ("Inter", 600, "Semi Bold"),
        ("Inter", 700, "Bold"),
        ("Inter Display", 700, "Bold"),
        ("Noto Sans", 400, "Regular"),
        ("Noto Sans", 700, "Bold"),
        ("Noto Sans Arabic", 700, "Bold"),
        ("Noto Sans Hebrew", 700, "Bold"),
        ("Noto Emoji", 400, "Regular"),
    ],
)
@pytest.mark.usefixtures("bundled_fonts")
def test_a_weight_is_a_face_of_its_own(family: str, weight: int, style: str) -> None:
    font = QFont(family)
    font.setWeight(QFont.Weight(weight))
    face = QRawFont.fromFont(font)
    assert (face.familyName(), face.styleName()) == (family, style)


@pytest.mark.parametrize("path", [path for path in FONTS if path.name.startswith("Inter")], ids=named)
def test_a_face_has_every_character_of_the_words_and_the_store(qapp: QApplication, path: Path) -> None:
    texts = [value for row in STORE for value in row.values()]
    for language in LANGUAGES:
        with (ASSETS / "i18n" / f"{language}.po").open("rb") as stream:
            texts += [text for message in pofile.read_po(stream) for text in forms(message.string) if message.id]
    wanted = set("".join(texts)) | set("0123456789€£$-\N{MINUS SIGN}\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}·…→←")
    face = QRawFont(str(path), 20)
    assert sorted(character for character in wanted - {"\n"} if not face.supportsCharacter(ord(character))) == []


def forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())


def test_a_product_has_its_picture_names_and_pack_texts() -> None:
    for row in STORE:
        assert (ASSETS / "images" / "products" / f"{row['art']}.svg").is_file(), row
        for language in LANGUAGES:
            for text in (row[f"name_{language}"], row[f"detail_{language}"]):
                assert 0 < len(text) <= 24, row
                assert text == text.strip(), row


def test_a_product_has_a_valid_number_price_and_tax() -> None:
    for row in STORE:
        gtin = row["gtin"]
        assert re.fullmatch(r"952\d{10}", gtin), row  # the GS1 prefix kept for demonstrations
        assert int(gtin[12]) == ean13_check_digit(gtin[:12]), row
        assert 0 < int(row["price_minor"]) < 5000, row
        assert row["currency"] == "EUR", row
        assert row["vat_bp"] in ({"0"} if row["art"] == "heart" else {"900", "2100"}), row  # a gift is not taxed
        assert row["unit"] in {"each", "kg"}, row


@pytest.mark.parametrize("column", ["gtin", "sku", *(f"name_{language}" for language in LANGUAGES)])
def test_no_two_products_share_a_number_or_a_name(column: str) -> None:
    values = [row[column] for row in STORE]
    assert len(values) >= 48
    assert len(values) == len(set(values))


def test_every_product_picture_belongs_to_a_product() -> None:
    held = {path.stem for path in (ASSETS / "images" / "products").glob("*.svg")}
    assert held == {row["art"] for row in STORE}
