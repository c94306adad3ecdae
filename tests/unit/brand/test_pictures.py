"""Pictures of a site: what is not a harmless PNG or SVG of a useful size is named and not drawn."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kiosk.brand.pictures import LOGO, MAX_SIDE_PX, PICTURE, BadPicture, decode, look_at

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 30 10">'
SHAPE = '<path d="M0 0 L30 10"/>'
Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(content: str | bytes, name: str = "logo.svg") -> Path:
        file = tmp_path / name
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return file

    return write


def png(width: int, height: int, *, body: bytes | None = None) -> bytes:
    """Return a PNG whose head says this size, whatever its body holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height) if body is None else body
    parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


BAD_SVG = [
    ("<script>alert(1)</script>", "holds <script>"),
    ('<image href="logo.png"/>', "holds <image>"),
    ('<use href="#a"/>', "holds <use>"),
    ("<style>path{fill:red}</style>", "holds <style>"),
    ("<text>Kade Markt</text>", "holds <text>"),
    ("<foreignObject/>", "holds <foreignObject>"),
    ('<animate attributeName="x"/>', "holds <animate>"),
    ('<filter id="f"/>', "holds <filter>"),
    ('<x:script xmlns:x="http://www.w3.org/2000/svg"/>', "holds <x:script>"),
    ('<path d="" onload="go()"/>', "script in 'onload'"),
    ('<path d="" ONCLICK="go()"/>', "script in 'ONCLICK'"),
    ('<path fill="url(http://e.example/x)"/>', "outside itself in fill"),
    ("<path style=\"fill:url( 'other.svg#a')\"/>", "outside itself in style"),
    ('<linearGradient id="a" xlink:href="other.svg#b"/>', "outside itself in xlink:href"),
    ('<linearGradient id="a" href="data:image/png;base64,AA"/>', "outside itself in href"),
    ("<?xml-stylesheet href='a.css'?>", "processing instruction"),
    ("<g>" * 40 + "</g>" * 40, "more than 32 in each other"),
    ("<path/>" * 5000, "more than 4000 elements"),
    ("<path>", "cannot be read: mismatched tag"),
    ("&nbsp;", "cannot be read: undefined entity"),
]


@pytest.mark.parametrize(("inside", "said"), BAD_SVG, ids=[said for _, said in BAD_SVG])
def test_an_svg_that_is_more_than_shapes_is_refused(save: Save, inside: str, said: str) -> None:
    with pytest.raises(BadPicture) as told:
        look_at(save(HEAD + inside + "</svg>"), LOGO)
    assert said in str(told.value)


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PUBLIC = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, PUBLIC], ids=["bomb", "outside", "public"])
def test_an_svg_with_a_doctype_is_refused(save: Save, doctype: str) -> None:
    with pytest.raises(BadPicture, match="DOCTYPE"):
        look_at(save(doctype + HEAD + SHAPE + "</svg>"), LOGO)


SHAPELESS = [
    ("", "cannot be read: no element found"),
    ("<html/>", "is called .svg and is 'html'"),
    ("<svg/>", "without a size"),
    ('<svg viewBox="0 0 0 10"/>', "without a size"),
    ('<svg viewBox="0 0 10"/>', "without a size"),
    ('<svg width="50%" height="10"/>', "without a size"),
    ('<svg viewBox="0 0 1e9 10"/>', "without a size"),
    ('<svg viewBox="0 0 100 10"/>', "is 100 x 10; its width may be 0.5 to 5 times its height"),
    ('<svg width="10px" height="30px"/>', "is 10 x 30; its width may be"),
]


@pytest.mark.parametrize(("content", "said"), SHAPELESS)
def test_an_svg_without_a_useful_shape_is_refused(save: Save, content: str, said: str) -> None:
    with pytest.raises(BadPicture) as told:
        look_at(save(content), LOGO)
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no PNG"),
        (b"GIF89a" + b"\0" * 40, "is no PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "first part is broken"),
        (png(0, 200, body=b""), "first part is broken"),
        (png(30_000, 30_000, body=b""), f"30000 x 30000 px; at most {MAX_SIDE_PX} px a side"),
        (png(60, 40), "60 x 40 px; at least 120 px high"),
        (png(900, 150), "900 x 150; its width may be 0.5 to 5 times its height"),
        (png(200, 200) + b"\0" * 4_000_000, "larger than 4000000 bytes"),
    ],
)
def test_a_png_of_another_kind_or_size_is_refused(save: Save, content: bytes, said: str) -> None:
    with pytest.raises(BadPicture) as told:
        look_at(save(content, "logo.png"), LOGO)
    assert said in str(told.value)


def test_an_svg_that_is_too_long_is_refused(save: Save) -> None:
    with pytest.raises(BadPicture, match="larger than 300000 bytes"):
        look_at(save(HEAD + " " * 300_000 + "</svg>"), LOGO)


@pytest.mark.parametrize("name", ["logo.jpg", "logo.svgz", "logo", "logo.svg.exe"])
def test_another_format_is_refused_by_its_name(save: Save, name: str) -> None:
    with pytest.raises(BadPicture, match=r"neither \.png nor \.svg"):
        look_at(save(b"", name), LOGO)


def test_a_file_that_is_not_there_or_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadPicture, match="no such file"):
        look_at(tmp_path / "logo.svg", LOGO)
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(BadPicture, match="is no file"):
        look_at(tmp_path / "folder.svg", LOGO)
    with pytest.raises(BadPicture, match=r"cannot be read|no such file"):
        look_at(tmp_path / "a\0b.svg", LOGO)


def test_a_png_whose_pixels_are_broken_is_found_by_decoding_it(save: Save) -> None:
    art = look_at(save(png(400, 200, body=b"no zlib at all"), "logo.png"), LOGO)
    with pytest.raises(BadPicture, match="cannot be decoded"):
        decode(art)


def test_a_png_that_is_cut_off_is_found_by_decoding_it(save: Save, tmp_path: Path) -> None:
    Image.effect_noise((400, 200), 50).save(tmp_path / "whole.png")
    whole = (tmp_path / "whole.png").read_bytes()
    art = look_at(save(whole[: len(whole) // 2], "logo.png"), LOGO)
    with pytest.raises(BadPicture, match="cannot be decoded"):
        decode(art)


@pytest.mark.parametrize(
    ("name", "content", "shape"),
    [
        (
            "logo.svg",
            HEAD + '<defs><linearGradient id="a"><stop/></linearGradient></defs><path fill="url(#a)"/></svg>',
            3,
        ),
        ("LOGO.SVG", '<?xml version="1.0" encoding="UTF-8"?><svg width="40" height="20px"/>', 2),
        ("logo.png", png(240, 160), 1.5),
    ],
)
def test_a_picture_that_is_right_has_its_shape(save: Save, name: str, content: str | bytes, shape: float) -> None:
    art = look_at(save(content, name), LOGO)
    assert art.shape == pytest.approx(shape)
    decode(art)


def test_a_picture_beside_the_disc_is_higher_than_a_logo(save: Save) -> None:
    assert look_at(save(png(400, 500), "hero.png"), PICTURE).shape == pytest.approx(0.8)
    with pytest.raises(BadPicture, match="at least 480 px high"):
        look_at(save(png(200, 300), "hero.png"), PICTURE)
