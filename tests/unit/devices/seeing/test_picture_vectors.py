"""The collected pictures that lie beside the project: how many are read, against either program alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from devices.seeing.engines import Effort, zxing
from devices.seeing.file import codes_of
from devices.seeing.views import grey

pyzbar = pytest.importorskip(
    "pyzbar.pyzbar", reason="libzbar is not installed: the second program cannot be compared", exc_type=ImportError
)

FOLDER = Path(__file__).resolve().parents[4].parent / "shared" / "vectors" / "barcode_images"
FAMILIES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir()) if FOLDER.is_dir() else []
IS_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "night"
SAMPLED = 4
"""Pictures of a family in `make test`, evenly over their names; `HYPOTHESIS_PROFILE=night` takes all."""


def each(families: list[str]) -> pytest.MarkDecorator:
    absent = pytest.param("", marks=pytest.mark.skip("the collected pictures are not here: ../shared/vectors"))
    return pytest.mark.parametrize("family", families or [absent])


@dataclass(frozen=True)
class Reads:
    """Which pictures were read right, by each way, and which codes were told of pictures without any."""

    pictures: int
    ours: frozenset[str]
    zxing: frozenset[str]
    zbar: frozenset[str]
    invented: tuple[str, ...]


def pictures(family: str) -> list[Path]:
    found = sorted(path for path in (FOLDER / family).iterdir() if path.suffix not in (".txt", ".bin"))
    step = 1 if IS_NIGHT else max(1, len(found) // SAMPLED)
    return found[::step] if IS_NIGHT else found[::step][:SAMPLED]


def wanted(picture: Path) -> bytes | None:
    """Give the content as its file says, None for a picture without one. Text files came with line feeds only."""
    if (exact := picture.with_suffix(".bin")).exists():
        return exact.read_bytes()
    text = picture.with_suffix(".txt")
    return lines(text.read_bytes()) if text.exists() else None


def lines(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").strip()


@cache
def reads(family: str) -> Reads:
    right: dict[str, set[str]] = {"ours": set(), "zxing": set(), "zbar": set()}
    invented = []
    names = pictures(family)
    for picture in names:
        content = wanted(picture)
        told = {"ours": [form for code in codes_of(picture) for form in (code.data, code.text.encode())]}
        if content is None:
            invented += [picture.name] * bool(told["ours"])
            continue
        told |= engines(picture)
        for way, forms in told.items():
            if content in (*forms, *map(lines, forms)):
                right[way].add(picture.name)
    ours, theirs, others = (frozenset(right[way]) for way in ("ours", "zxing", "zbar"))
    return Reads(len(names), ours, theirs, others, tuple(invented))


def engines(picture: Path) -> dict[str, list[bytes]]:
    """Read with either program alone, at its own settings."""
    with Image.open(picture) as opened:
        plain = grey(opened)
    efforts = [Effort((), True, True, True, reads_add_on=add_on) for add_on in (True, False)]
    seen = [one.code for effort in efforts for one in zxing(plain, effort)]
    bars = [one.data for one in pyzbar.decode(plain)]
    return {
        "zxing": [form for code in seen for form in (code.data, code.text.encode())],
        "zbar": [*bars, *(b"0" + one for one in bars)],  # UPC-A is 12 digits there
    }


@each(FAMILIES)
def test_a_family_is_read_at_least_as_often_as_by_the_better_program(family: str) -> None:
    found = reads(family)
    assert len(found.ours) >= max(len(found.zxing), len(found.zbar))


@each([family for family in FAMILIES if family.startswith(("ean", "upc"))])
def test_ean_and_upc_are_read_at_least_as_often_as_by_both_programs_together(family: str) -> None:
    found = reads(family)
    assert len(found.ours) >= len(found.zxing | found.zbar)


@each(FAMILIES)
def test_a_picture_without_a_code_gives_none(family: str) -> None:
    assert reads(family).invented == ()
