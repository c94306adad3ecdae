"""What is believed of frames: faults first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from devices.seeing import live
from devices.seeing.code import Code, Sighting
from devices.seeing.live import EVERY, SHOP, TRAVEL, Live
from devices.seeing.tilt import has_no_edges, leans
from tests.unit.devices.seeing.scenes import BOARDING, EAN13, GTIN, OTHER, PDF417, QR, scene, symbol

Eye = Callable[..., list[Sighting]]


def seen(text: str, x: float, *, is_sure: bool = True, aim: str = "]E0") -> Sighting:
    return Sighting(Code("EAN-13", aim, text, text.encode()), x, 100, 50, is_sure=is_sure)


@pytest.fixture
def shows(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[list[Sighting]]], Callable[[], list[str]]]:
    """Give a camera whose fast look sees what a test says, frame by frame, and whose other looks see nothing."""

    def with_frames(frames: list[list[Sighting]]) -> Callable[[], list[str]]:
        camera = Live(EVERY, lambda: 0.0)
        given = iter(frames)
        monkeypatch.setattr(camera, "_fast", lambda _picture: next(given))
        monkeypatch.setattr(camera, "_confirmed", lambda _picture, _doubted: frozenset())
        monkeypatch.setattr(live, "leans", lambda _picture, _most: [])
        return lambda: [code.text for code in camera.codes_in(scene())]

    return with_frames


def test_a_linear_code_seen_once_is_not_believed_and_is_when_seen_in_two_of_three_frames(shows) -> None:  # type: ignore[no-untyped-def] # the fixture's type stands above
    look = shows([[seen(GTIN, 100)], [], [seen(GTIN, 100)], []])
    assert [look(), look(), look()] == [[], [], [GTIN]]


def test_the_same_place_read_as_another_number_each_time_is_never_believed(shows) -> None:  # type: ignore[no-untyped-def] # as above
    look = shows([[seen(str(number) * 13, 100)] for number in range(9)])
    assert [look() for _ in range(9)] == [[]] * 9


def test_a_short_code_in_a_part_of_a_longer_one_is_none_however_often_it_is_seen(shows) -> None:  # type: ignore[no-untyped-def] # as above
    part = Sighting(Code("UPC-E", "]E0", "0152764000069", b"0152764000069"), 120, 110, 30)
    look = shows([[part, seen(GTIN, 100)], [part, seen(GTIN, 100)], [part], [part]])
    assert [look() for _ in range(4)] == [[], [GTIN], [], []]


def test_what_used_up_its_error_correction_needs_a_second_look(shows) -> None:  # type: ignore[no-untyped-def] # as above
    doubtful = seen("x", 100, is_sure=False, aim="]Q1")
    look = shows([[doubtful], [doubtful]])
    assert [look(), look()] == [[], ["x"]]


def test_a_sure_code_waits_for_an_unsure_one_beside_it_but_not_for_ever(shows) -> None:  # type: ignore[no-untyped-def] # as above
    frames = [[seen("sure", 100, aim="]Q1"), seen(str(number) * 13, 400)] for number in range(4)]
    look = shows(frames)
    assert [look() for _ in range(3)] == [[], [], ["sure"]]


def test_an_unsure_code_beside_a_sure_one_that_stays_makes_two(shows) -> None:  # type: ignore[no-untyped-def] # as above
    look = shows([[seen("sure", 100, aim="]Q1"), seen(GTIN, 400)]] * 2)
    assert [look(), look()] == [[], ["sure", GTIN]]


@pytest.mark.parametrize("angle_deg", [35, 62, 90])
def test_of_two_codes_that_lie_different_ways_none_is_taken_alone(angle_deg: float) -> None:
    frame = Image.new("L", (640, 480), 190)
    frame.paste(symbol(GTIN, EAN13), (30, 150))
    tilted = symbol(OTHER, EAN13).rotate(angle_deg, Image.Resampling.BICUBIC, expand=True, fillcolor=190)
    frame.paste(tilted, (460 - tilted.width // 2, 240 - tilted.height // 2))
    camera = Live(SHOP, lambda: 0.0)
    told = [{code.text for code in camera.codes_in(frame)} for _ in range(4)]
    assert {GTIN} not in told
    assert {GTIN, OTHER} in told


def test_what_the_flow_does_not_accept_is_not_looked_for() -> None:
    pass_frame, goods_frame = scene(symbol(BOARDING, PDF417)), scene(symbol(GTIN, EAN13))
    assert [Live(SHOP, lambda: 0.0).codes_in(pass_frame) for _ in range(3)] == [[]] * 3
    assert [Live(TRAVEL, lambda: 0.0).codes_in(goods_frame) for _ in range(3)] == [[]] * 3
    assert isinstance(SHOP, tuple)
    assert isinstance(TRAVEL, tuple)


def test_print_and_stripes_are_no_code() -> None:
    frame = Image.new("L", (640, 480), 220)
    pen = ImageDraw.Draw(frame)
    for row in range(20):
        pen.text((10, row * 24), f"Best before 2026-11-{row:02d}  lot 48{row}  net weight 500 g  keep cool " * 2, 30)
    stripes = Image.new("L", (640, 480), 220)
    pen = ImageDraw.Draw(stripes)
    for column in range(0, 640, 7):
        pen.rectangle((column, 0, column + column % 5, 480), 20)
    for picture in (frame, stripes, frame.rotate(30), stripes.rotate(20)):
        camera = Live(EVERY, lambda: 0.0)
        assert [camera.codes_in(picture) for _ in range(8)] == [[]] * 8


def test_a_second_copy_of_the_same_code_is_one_code() -> None:
    frame = scene(symbol("pair", QR, 4), symbol("pair", QR, 4))
    assert [code.text for code in Live(EVERY, lambda: 0.0).codes_in(frame)] == ["pair"]


@pytest.mark.parametrize("name", ["Aztec", "DataMatrix", "Code128", "DataBar"])
def test_each_format_is_read_in_each_quarter_turn(name: str) -> None:
    text = "0109520001000010" if name == "DataBar" else "KIOSK0147"
    code = symbol(text, getattr(zxingcpp.BarcodeFormat, name), 4 if name != "Code128" else 2)
    for turn in (0, 90, 180, 270):
        camera = Live(EVERY, lambda: 0.0)
        told = [found.text for _ in range(8) for found in camera.codes_in(scene(code, angle_deg=turn))]
        assert told, (name, turn)
        assert len(set(told)) == 1


@pytest.mark.parametrize("angle_deg", [7, 20, 33, 52, 70, 83])
def test_the_way_bars_lie_is_known_to_three_degrees(angle_deg: float) -> None:
    for code in (symbol(GTIN, EAN13), symbol(BOARDING, PDF417)):
        found = leans(scene(code, angle_deg=angle_deg))[0]
        apart = (found.angle_deg + angle_deg) % 90
        assert min(apart, 90 - apart) < 3


@pytest.mark.parametrize("angle_deg", [20, 45, 110])
def test_a_small_code_in_a_large_scene_is_looked_for(angle_deg: float) -> None:
    frame = scene(symbol("KIOSK-147", zxingcpp.BarcodeFormat.DataMatrix, 3), angle_deg=angle_deg)
    camera = Live(EVERY, lambda: 0.0, box_s=-1.0)
    assert "KIOSK-147" in [code.text for _ in range(8) for code in camera.codes_in(frame)]


def test_a_plain_scene_has_no_edges_and_a_dim_code_has() -> None:
    plain = Image.linear_gradient("L").resize((640, 480))
    dim = scene(symbol(GTIN, EAN13)).point(lambda level: 60 + level // 4)
    assert has_no_edges(plain)
    assert not has_no_edges(dim)
    assert not has_no_edges(Image.new("L", (9, 9)))  # too small to tell
