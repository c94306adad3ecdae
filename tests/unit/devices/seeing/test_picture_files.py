"""Picture files as people have them: damaged, hostile, of every kind, and codes as they lie in them."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from devices.seeing import file as files
from devices.seeing.code import Code
from devices.seeing.file import MOST_FRAMES, NoPicture, codes_of
from tests.unit.devices.seeing.scenes import BOARDING, EAN13, GTIN, OTHER, PDF417, QR, scene, symbol

Draw = Callable[[Image.Image], Image.Image]


def read(picture: Image.Image, folder: Path, name: str = "picture.png", **how: Any) -> list[str]:
    picture.save(folder / name, **how)
    return [code.text for code in codes_of(folder / name)]


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


# --- what is no picture ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a picture of a known format"),
        (b"hello", "not a picture of a known format"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n", "not a picture of a known format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture of a known format"),
        (png(2**31 - 1, 2**31 - 1, chunk(b"IDAT", b"")), "at most 50 million"),
        (png(30_000, 30_000, chunk(b"IDAT", b"")), "at most 50 million"),
        (png(8_000, 8_000, chunk(b"IDAT", b"")), "8000 x 8000 pixels; at most 50 million"),
        (png(9, 9, chunk(b"iTXt", b"k\0\1\0\0\0" + zlib.compress(bytes(9_000_000)))), "damaged: .*too large"),
        (png(9, 9, chunk(b"IDAT", b"junk")), "the picture is damaged"),
    ],
)
def test_a_file_that_is_no_picture_or_a_hostile_one_is_refused_by_name(
    content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / "file.png").write_bytes(content)
    with pytest.raises(NoPicture, match=words):
        codes_of(tmp_path / "file.png")


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "tiff", "bmp", "gif"])
def test_a_picture_that_was_cut_off_is_damaged_or_tells_what_is_left(kind: str, tmp_path: Path) -> None:
    scene(symbol(GTIN, EAN13)).save(tmp_path / f"whole.{kind}")
    content = (tmp_path / f"whole.{kind}").read_bytes()
    (tmp_path / f"cut.{kind}").write_bytes(content[: len(content) // 3])
    with pytest.raises(NoPicture, match=r"damaged|known format"):
        codes_of(tmp_path / f"cut.{kind}")


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("pipe", "not a file"), ("", "Is a directory"), ("none.png", "No such file")):
        with pytest.raises(NoPicture, match=words):
            codes_of(tmp_path / name)
    with pytest.raises(NoPicture, match="null"):
        codes_of(Path("nul\0l"))


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (1, 4000), (30_000, 2), (7, 7)])
def test_pictures_too_small_for_any_code_hold_none(size: tuple[int, int], tmp_path: Path) -> None:
    assert read(Image.new("L", size), tmp_path) == []


# --- nothing that is not there --------------------------------------------------------------------------------------


def test_noise_stripes_and_print_hold_no_code(tmp_path: Path) -> None:
    stripes = Image.new("L", (640, 480), 255)
    pen, x = ImageDraw.Draw(stripes), 0
    for wide in (3, 5, 2, 7, 4, 6, 2, 3) * 20:
        pen.rectangle((x, 0, x + wide - 1, 479), fill=0)
        x += wide + 9 - wide
    words = Image.new("L", (640, 480), 255)
    for row in range(0, 480, 12):
        ImageDraw.Draw(words).text((4, row), "||| Il1 net weight 500 g ||l|I1| keep cool |l1I|| 4 5601234 56789 2", 0)
    for picture in (stripes, stripes.rotate(30, fillcolor=255), words, Image.effect_noise((640, 480), 80)):
        assert read(picture, tmp_path) == []


@pytest.mark.parametrize("angle_deg", [0, 45, 90, 135])
def test_the_bars_of_one_code_are_not_read_as_another_beside_it(angle_deg: int, tmp_path: Path) -> None:
    picture = scene(symbol("KIOSK-17", zxingcpp.BarcodeFormat.Code128, 3), angle_deg=angle_deg)
    assert read(picture, tmp_path) == ["KIOSK-17"]


# --- every kind of picture ------------------------------------------------------------------------------------------


def deep(picture: Image.Image) -> Image.Image:
    """16 bits, of which a camera fills 12."""
    levels = b"".join(struct.pack("<H", level * 16) for level in picture.tobytes())
    return Image.frombytes("I;16", picture.size, levels)


def ink(picture: Image.Image, colour: str) -> Image.Image:
    """Ink of a colour on nothing at all."""
    drawn = Image.new("RGBA", picture.size, colour)
    drawn.putalpha(ImageOps.invert(picture.point(lambda level: 255 if level > 100 else 0)))
    return drawn


KINDS: dict[str, tuple[Draw, str]] = {
    "one bit": (lambda p: p.convert("1"), "tiff"),
    "palette": (lambda p: p.convert("P"), "gif"),
    "CMYK": (lambda p: p.convert("CMYK"), "jpg"),
    "CMYK TIFF": (lambda p: p.convert("CMYK"), "tiff"),
    "16 bits": (lambda p: deep(p), "png"),
    "16 bits TIFF": (lambda p: deep(p), "tiff"),
    "floats": (lambda p: p.convert("F").point(lambda level: level * (1 / 255) + 0), "tiff"),
    "black ink on nothing": (lambda p: ink(p, "black"), "png"),
    "white ink on nothing": (lambda p: ink(p, "white"), "png"),
    "WebP with alpha": (lambda p: ink(p, "black"), "webp"),
    "BMP": (lambda p: p.convert("RGB"), "bmp"),
    "JPEG 2000": (lambda p: p, "jp2"),
    "PNM": (lambda p: p, "pgm"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_read(kind: str, tmp_path: Path) -> None:
    draw, ending = KINDS[kind]
    assert read(draw(scene(symbol(GTIN, EAN13))), tmp_path, f"picture.{ending}") == [GTIN]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_says(orientation: int, tmp_path: Path) -> None:
    how = Image.Exif()
    how[0x112] = orientation
    assert read(scene(symbol(BOARDING, PDF417)), tmp_path, "picture.jpg", exif=how) == [BOARDING]


@pytest.mark.parametrize("ending", ["gif", "tiff", "webp", "png"])
def test_each_page_or_frame_is_read(ending: str, tmp_path: Path) -> None:
    pages = [scene(symbol(text, QR, 4)) for text in ("one", "two")]
    how = {"save_all": True, "append_images": pages[1:]}
    assert read(pages[0], tmp_path, f"pages.{ending}", **how) == ["one", "two"]


def test_of_many_pages_the_first_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    looked: list[Image.Image] = []

    def look(page: Image.Image) -> list[Code]:
        looked.append(page)
        return []

    monkeypatch.setattr(files, "codes_in", look)
    pages = [Image.new("L", (9, 9), level) for level in range(40)]
    pages[0].save(tmp_path / "pages.tiff", save_all=True, append_images=pages[1:])
    assert codes_of(tmp_path / "pages.tiff") == []
    assert len(looked) == MOST_FRAMES


# --- codes as they lie in pictures ----------------------------------------------------------------------------------

CODES = {
    "EAN-13": (symbol(GTIN, EAN13), GTIN),
    "PDF417": (symbol(BOARDING, PDF417), BOARDING),
    "QR": (symbol("to be read", QR, 4), "to be read"),
    "Data Matrix": (symbol("to be read", zxingcpp.BarcodeFormat.DataMatrix, 5), "to be read"),
}
LIGHTS: dict[str, Draw] = {
    "faint": lambda p: p.point(lambda level: 118 + level * 18 // 255),
    "dark": lambda p: p.point(lambda level: 5 + level * 30 // 255),
    "inverted": ImageOps.invert,
    "inverted and turned": lambda p: ImageOps.invert(p.rotate(45, Image.Resampling.BICUBIC, fillcolor=190)),
    "in half a shadow": lambda p: ImageChops.multiply(p, Image.linear_gradient("L").resize(p.size).point(shadow)),
    "in perspective": lambda p: p.transform(
        p.size, Image.Transform.PERSPECTIVE, (1, 0.05, -40, 0.02, 1, -30, 3e-4, 1e-4), Image.Resampling.BICUBIC
    ),
    "out of focus": lambda p: p.filter(ImageFilter.GaussianBlur(1.2)),
    "under noise": lambda p: Image.blend(p, Image.effect_noise(p.size, 90), 0.3),
}


def shadow(level: int) -> int:
    return 40 + level * 215 // 255


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("code", CODES)
def test_a_code_is_read_in_bad_light_and_seen_askew(code: str, light: str, tmp_path: Path) -> None:
    drawn, text = CODES[code]
    assert read(LIGHTS[light](scene(drawn)), tmp_path) == [text]


def test_several_codes_are_each_told_once(tmp_path: Path) -> None:
    goods = [symbol(GTIN, EAN13), symbol(OTHER, EAN13)]
    assert sorted(read(scene(*goods), tmp_path)) == [GTIN, OTHER]
    assert read(scene(goods[0], goods[0]), tmp_path) == [GTIN]
    many = Image.new("L", (1200, 900), 230)
    for number in range(9):
        many.paste(symbol(f"CODE-{number}", QR, 5), (60 + 390 * (number % 3), 40 + 290 * (number // 3)))
    assert sorted(read(many, tmp_path)) == [f"CODE-{number}" for number in range(9)]
