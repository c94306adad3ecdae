"""`decode --image`: what it says of pictures, and of files that are none."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from devices.seeing.engines import has_zbar

ROOT = Path(__file__).resolve().parents[2]
GTIN = "9520001000010"
BOARDING = "M1SILVA/ANA           EABC123 LISAMSTP 0664 325Y012A0001 100"


def symbol(text: str, code_format: zxingcpp.BarcodeFormat, scale: int = 3) -> Image.Image:
    """One code with its quiet zone."""
    return Image.fromarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, code_format), scale=scale))


def scene(*codes: Image.Image, angle_deg: float = 0.0) -> Image.Image:
    """Codes one below the other on grey, each turned."""
    ground = Image.new("L", (800, 420 * len(codes)), 200)
    for row, code in enumerate(codes):
        turned = code.rotate(angle_deg, Image.Resampling.BICUBIC, expand=True, fillcolor=200)
        ground.paste(turned, ((800 - turned.width) // 2, 420 * row + (420 - turned.height) // 2))
    return ground


def told(*files: Path | str) -> list[dict[str, Any]]:
    command = [sys.executable, str(ROOT / "main.py"), "decode", "--image", *map(str, files)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]


@pytest.fixture(scope="module")
def ean() -> Image.Image:
    return scene(symbol(GTIN, zxingcpp.BarcodeFormat.EAN13))


def test_files_that_are_no_picture_are_told_in_their_line_and_stop_nothing(tmp_path: Path, ean: Image.Image) -> None:
    good = tmp_path / "good.png"
    ean.save(good)
    text, empty, cut = (tmp_path / name for name in ("text.png", "empty.jpg", "cut.png"))
    text.write_text("no picture")
    empty.touch()
    cut.write_bytes(good.read_bytes()[:200])
    rows = told(text, empty, cut, tmp_path / "missing.png", tmp_path, good)
    assert [row["file"] for row in rows][-1] == str(good)
    assert [bool(row["problem"]) for row in rows] == [True] * 5 + [False]
    assert [len(row["codes"]) for row in rows] == [0] * 5 + [1]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM"])
def test_a_picture_cut_anywhere_is_a_problem_or_a_picture_and_never_a_traceback(
    tmp_path: Path, ean: Image.Image, kind: str
) -> None:
    from devices.seeing.file import NoPicture, codes_of

    whole = io.BytesIO()
    ean.save(whole, kind)
    size = len(whole.getvalue())
    outcomes = []
    for cut in (1, 10, size // 3, size - 1):
        file = tmp_path / f"{cut}"
        file.write_bytes(whole.getvalue()[:cut])
        try:
            outcomes.append(len(codes_of(file)))
        except NoPicture:
            outcomes.append(-1)
    assert outcomes[0] == -1
    assert set(outcomes) <= {-1, 0, 1}


def test_an_empty_picture_has_no_codes_and_no_problem(tmp_path: Path) -> None:
    for number, (mode, size) in enumerate([("L", (1, 1)), ("RGBA", (640, 480)), ("1", (3, 900)), ("CMYK", (64, 64))]):
        Image.new(mode, size).save(tmp_path / f"{number}.tiff")
    rows = told(*(tmp_path / f"{number}.tiff" for number in range(4)))
    assert [(row["codes"], row["problem"]) for row in rows] == [([], None)] * 4


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    Image.new("1", (10_000, 6_000)).save(tmp_path / "huge.png")
    (row,) = told(tmp_path / "huge.png")
    assert row == {
        "file": str(tmp_path / "huge.png"), "codes": [], "problem": "10000 x 6000 pixels; at most 50 million",
    }  # fmt: skip


def test_every_code_of_a_picture_is_told_with_its_symbology_text_and_bytes(tmp_path: Path) -> None:
    formats = zxingcpp.BarcodeFormat
    pair = [symbol(GTIN, formats.EAN13), symbol("caf\xe9", formats.QRCode, 6), symbol(BOARDING, formats.PDF417)]
    scene(*pair).save(tmp_path / "three.png")
    (row,) = told(tmp_path / "three.png")
    assert row["problem"] is None
    assert {(code["symbology"], code["aim"], code["text"]) for code in row["codes"]} == {
        ("EAN-13", "]E0", GTIN), ("QR Code", "]Q1", "caf\xe9"), ("PDF417", "]L2", BOARDING),
    }  # fmt: skip
    by_name = {code["symbology"]: bytes.fromhex(code["bytes_hex"]) for code in row["codes"]}
    assert by_name["EAN-13"] == GTIN.encode()
    assert by_name["PDF417"] == BOARDING.encode()


@pytest.mark.parametrize("angle_deg", [0, 7, 20, 33, 45, 61, 80, 90, 118, 151, 180, 270])
def test_pdf417_and_ean_are_read_at_every_angle(angle_deg: float) -> None:
    from devices.seeing.still import codes_in

    formats = zxingcpp.BarcodeFormat
    for code, text in ((symbol(BOARDING, formats.PDF417, 2), BOARDING), (symbol(GTIN, formats.EAN13, 2), GTIN)):
        assert [found.text for found in codes_in(scene(code, angle_deg=angle_deg))] == [text]


def test_a_transparent_picture_stands_on_white(tmp_path: Path, ean: Image.Image) -> None:
    clear = Image.new("RGBA", ean.size, (0, 0, 0, 0))
    clear.putalpha(ean.point(lambda level: 255 if level < 128 else 0))
    clear.save(tmp_path / "clear.png")
    (row,) = told(tmp_path / "clear.png")
    assert [code["text"] for code in row["codes"]] == [GTIN]


def test_without_the_second_program_pictures_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch, ean: Image.Image
) -> None:
    from devices.seeing.still import codes_in

    monkeypatch.setitem(sys.modules, "pyzbar", None)
    has_zbar.cache_clear()
    try:
        assert not has_zbar()
        assert [code.text for code in codes_in(ean)] == [GTIN]
    finally:
        has_zbar.cache_clear()
