"""The bench window at an airport: who stands before the kiosk, what they hold, their bags and their tags."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from devices.sim.bench.travellers import read_travellers
from devices.sim.bench.window import Bench, arguments, load_fonts, parse_controls
from devices.sim.bench.words import tag_note
from devices.sim.showroom import Showroom
from kiosk.services.departures.demo import demo_contents
from kiosk.services.departures.demo.holding import STORIES, held
from kiosk.services.departures.tables import travel_rules
from tests.unit.sim.bench_hand import HALL, Devices, Hand
from tests.unit.sim.processes import PATIENCE_S

NOW = 1_795_350_000_000
SITES = {"shop": ["goods"], "airport": ["travellers"], "both": ["goods", "travellers"]}
SIZES = {"portrait panel": "0,0,942,712", "wide panel": "0,0,594,712", "large screen": "0,0,1320,1000"}
LABEL = b"^XA^PW400^LL800^FO40,40^A0N,40,40^FDLIS^FS^XZ"


def told() -> list[dict[str, object]]:
    cast = {own.ref: own for own in demo_contents(travel_rules().layouts, NOW).bookings}
    return [dict(held(cast[ref])) for ref in STORIES]


def written(file: Path) -> Path:
    file.write_text(json.dumps({"travellers": told()}), encoding="utf-8")
    return file


# --- without a device -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "{broken", "[]", "{}", '{"travellers": [{"ref": "HAND01"}]}', "\udcff"])
def test_a_list_of_travellers_that_is_none_leaves_the_page_empty(tmp_path: Path, text: str) -> None:
    file = tmp_path / "travellers.json"
    assert read_travellers(file) == []
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert read_travellers(file) == []


def test_what_only_an_airport_has_may_be_missing() -> None:
    shop = ["scanner=h:1", "printer=h:2", "terminal=h:3"]
    assert set(parse_controls(shop)) == {"scanner", "printer", "terminal"}
    assert parse_controls([*shop, "tags=h:6"])["tags"] == "h:6"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (("ok", False, True, True), "Stopped: a tag is jammed"),
        (("out", True, False, True), "Stopped: out of stock"),
        (("misplaced", False, False, False), "Stopped: the stock lies wrong"),
        (("ok", True, False, False), "Head open"),
        (("ok", False, False, True), "The next tag will jam"),
        (("ok", False, False, False), "Ready to print"),
    ],
)
def test_the_tag_printer_says_what_holds_it(state: tuple[str, bool, bool, bool], words: str) -> None:
    assert tag_note(*state)[0] == words


# --- with the simulators ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Devices]:
    knobs = ("toledo8217.max_g=60000", "toledo8217.step_g=20", "zpl.speed_mm_s=400")
    devices = Devices(tmp_path_factory.mktemp("hall") / "devices", HALL, *knobs)
    yield devices
    devices.end()


@pytest.fixture
def devices(running: Devices) -> Devices:
    for control in running.by_role.values():
        control.do(do="faults_clear")
    return running


@contextmanager
def opened(
    devices: Devices, qtbot: QtBot, pages: list[str], file: Path, geometry: str = SIZES["portrait panel"]
) -> Iterator[Hand]:
    words = ["--controls", "-", "--geometry", geometry, "--travellers", str(file), "--pages", *pages]
    bench = Bench(devices.controls, arguments().parse_args(words))
    assert bench.window is not None
    try:
        yield Hand(bench.window, qtbot)
    finally:
        bench.close()


@pytest.fixture
def hand(devices: Devices, qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    with opened(devices, qtbot, SITES["airport"], written(tmp_path / "travellers.json")) as hand:
        qtbot.waitUntil(lambda: hand.item("pass_HAND01").isEnabled(), timeout=PATIENCE_S * 1000)
        yield hand


def is_shown(hand: Hand, name: str) -> bool:
    try:
        return hand.item(name).isVisible()
    except AssertionError:
        return False


@pytest.mark.wire
def test_a_pass_and_a_passport_that_nobody_takes_are_told_as_lost(hand: Hand, devices: Devices) -> None:
    scans, documents = (devices.state(role)[own] for role, own in (("scanner", "scans"), ("documents", "documents")))
    hand.click("pass_HAND01")
    hand.read("traveller_note", "Nobody listens: the pass of Noor Regenboog was not read")
    hand.click("passport_FAMI04_2")
    hand.read("traveller_note", "Nobody listens: the passport of Jip was not read")
    assert devices.state("scanner")["scans"] == int(str(scans)) + 1
    assert devices.state("documents")["documents"] == int(str(documents)) + 1


@pytest.mark.wire
@pytest.mark.parametrize("weight_kg", [33, 28, 21, 12, 0])
def test_suitcases_are_put_on_the_scale(hand: Hand, devices: Devices, weight_kg: int) -> None:
    hand.click(f"load_{weight_kg}")
    hand.read("scale_weight", f"{weight_kg}.00 kg")
    assert devices.state("scale")["load_g"] == weight_kg * 1000


@pytest.mark.wire
def test_stock_that_ends_a_jam_and_the_tags_that_came_out(hand: Hand, devices: Devices) -> None:
    hand.click("leaf_tags")
    hand.click("stock_out")
    hand.read("printer_condition", "out of stock")
    hand.click("stock_ok")
    hand.click("jam")
    hand.read("printer_condition", "The next tag will jam")
    with devices.host("tags") as host:
        host.sendall(LABEL)
        hand.read("printer_condition", "jammed")
        hand.click("stock_ok")
        hand.read("tag_place", "Tag 2 of 2")
    hand.read("printer_condition", "Ready to print")
    hand.click("older_tag")
    hand.click("tag_place")
    hand.click("close_receipt")
    hand.read("tag_place", "Tag 1 of 2")


@pytest.mark.wire
def test_travellers_come_when_the_demo_airport_stands(devices: Devices, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "travellers.json"
    with opened(devices, qtbot, SITES["airport"], file) as hand:
        assert not is_shown(hand, "pass_HAND01")
        os.replace(written(tmp_path / "half"), file)
        qtbot.waitUntil(lambda: is_shown(hand, "pass_HAND01"), timeout=PATIENCE_S * 1000)


@pytest.mark.wire
@pytest.mark.parametrize("site", SITES)
def test_each_site_has_its_pages(devices: Devices, qtbot: QtBot, tmp_path: Path, site: str) -> None:
    with opened(devices, qtbot, SITES[site], written(tmp_path / "travellers.json")) as hand:
        assert is_shown(hand, "shelf") is ("goods" in SITES[site])
        assert is_shown(hand, "travellers") is (site == "airport")
        assert is_shown(hand, "page_goods") is (site == "both")
        if site == "both":
            hand.click("page_travellers")
            qtbot.waitUntil(lambda: is_shown(hand, "travellers"), timeout=PATIENCE_S * 1000)
            assert not is_shown(hand, "shelf")
            hand.click("page_goods")
            qtbot.waitUntil(lambda: is_shown(hand, "shelf"), timeout=PATIENCE_S * 1000)
            assert not is_shown(hand, "travellers")


def words_of(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every text that is seen below an item."""
    if item.isVisible():
        if item.property("truncated") is not None and item.property("text"):
            yield item
        for child in item.childItems():
            yield from words_of(child)


@pytest.fixture
def inter(qapp: QGuiApplication) -> Iterator[None]:
    """The window's own letters: their widths decide what fits."""
    before = qapp.font()
    load_fonts(qapp, Path(arguments().get_default("fonts")))
    yield
    qapp.setFont(before)


@pytest.mark.wire
@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("faults", [False, True])
def test_no_word_of_an_airport_is_cut_off_and_no_button_leaves_the_window(
    devices: Devices, qtbot: QtBot, tmp_path: Path, size: str, faults: bool
) -> None:
    with opened(devices, qtbot, SITES["airport"], written(tmp_path / "travellers.json"), SIZES[size]) as hand:
        qtbot.waitUntil(lambda: hand.item("pass_HAND01").isEnabled(), timeout=PATIENCE_S * 1000)
        if faults:
            hand.click("faults")
        root = hand.window.contentItem()
        for leaf in ("leaf_tags", "leaf_printer"):
            hand.click(leaf)
            cut = [own.property("text") for own in words_of(root) if own.property("truncated")]
            assert [text for text in cut if not text.startswith("Simulated devices")] == []
            for name in ("scan_pass", "load_33", "faults", "cable_documents", "cable_scale", leaf):
                item = hand.item(name)
                place = item.mapRectToScene(item.boundingRect())
                assert root.boundingRect().contains(place), (name, place)


def test_the_showroom_hands_over_who_stands_there_and_forgets_those_of_another_day(tmp_path: Path) -> None:
    file = tmp_path / "travellers.json"
    file.write_text("of yesterday", encoding="utf-8")
    chosen = {"terminal": "zvt", "scanner": "linescan"}
    showroom = Showroom(tmp_path, chosen, ["lights"], "", lambda: None, ["checkin"])
    try:
        assert not file.exists()
        showroom.show_travellers(told())
        assert [own.ref for own in read_travellers(file)] == list(STORIES)
        assert not showroom.wants_travellers  # no window stands beside it
    finally:
        showroom.stop()
