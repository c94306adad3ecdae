"""The pictures that are kept are those of today; a change of one pixel is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from screens.app import Glass
from screens.gallery.golden import KEPT, MOST, Golden, compare, largest_difference, renew, take, wanted
from screens.gallery.stage import Stage
from tests.screens.conftest import PORTRAIT

MOST_BYTES = 4_000_000
ANY = Golden("shell/Attract", "light")


@pytest.mark.glass
@pytest.mark.parametrize("golden", wanted(), ids=str)
def test_a_picture_is_the_one_that_is_kept(make_stage: Callable[[Glass], Stage], golden: Golden) -> None:
    assert compare(golden, take(make_stage(PORTRAIT), golden)) == ""


def test_the_pictures_are_few_small_and_each_is_wanted() -> None:
    kept = list(KEPT.glob("*.png"))
    assert {path.name for path in kept} == {golden.file_name for golden in wanted()}
    assert len(kept) <= MOST
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES


def picture(red: int = 100) -> Image.Image:
    return Image.new("RGB", (8, 6), (red, 100, 100))


def kept_in(folder: Path, *, red: int = 100) -> Path:
    assert renew(iter([(ANY, picture(red))]), folder) == 1
    return folder


def test_one_pixel_that_differs_by_three_is_seen_and_shown_beside_the_old(tmp_path: Path) -> None:
    kept, out = kept_in(tmp_path / "kept"), tmp_path / "out"
    changed = picture()
    changed.putpixel((7, 5), (100, 100, 103))
    assert "differs by 3" in compare(ANY, changed, kept, out)
    with Image.open(out / ANY.file_name) as shown:
        assert shown.size == (24, 6)
        assert [at for at in range(8) if shown.getpixel((16 + at, 5)) != (0, 0, 0)] == [7]


def test_rounding_by_two_is_no_difference(tmp_path: Path) -> None:
    assert compare(ANY, picture(102), kept_in(tmp_path), tmp_path / "out") == ""
    assert not (tmp_path / "out").exists()


def test_a_picture_nobody_kept_and_one_of_another_size_are_seen(tmp_path: Path) -> None:
    assert "no picture is kept" in compare(ANY, picture(), tmp_path)
    assert largest_difference(picture(), picture().resize((9, 6))) == 255


def test_renewing_writes_what_changed_and_removes_what_nobody_wants(tmp_path: Path) -> None:
    kept_in(tmp_path)
    (tmp_path / "old.png").write_bytes(b"x")
    assert renew(iter([(ANY, picture())]), tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == [ANY.file_name]
    assert renew(iter([(ANY, picture(110))]), tmp_path) == 1
    assert compare(ANY, picture(110), tmp_path) == ""
