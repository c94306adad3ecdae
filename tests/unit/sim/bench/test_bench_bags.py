"""The bagging scale on the bench: what a hand puts in and takes out lies on the simulated scale."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from devices.sim.bench.shelf import ANY_G, read_products
from devices.sim.bench.window import Bench, arguments
from devices.sim.bench.words import grams_text
from tests.unit.sim.bench_hand import BAGS, Devices, Hand
from tests.unit.sim.processes import PATIENCE_S

BAGUETTE, BAGUETTE_G, OWN_BAG_G, EXTRA_G = "9520001000027", 312, 60, 700


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[Devices]:
    running = Devices(tmp_path / "devices", BAGS)
    yield running
    running.end()


@pytest.fixture
def hand(devices: Devices, qtbot: QtBot) -> Iterator[Hand]:
    options = arguments().parse_args(["--controls", "-", "--geometry", "0,0,942,712"])
    bench = Bench(devices.controls, argparse.Namespace(**vars(options)))
    assert bench.window is not None
    hand = Hand(bench.window, qtbot)
    qtbot.waitUntil(lambda: hand.item("put_own_bag").isEnabled(), timeout=PATIENCE_S * 1000)
    yield hand
    bench.close()


def _lies(hand: Hand, devices: Devices, grams: int) -> None:
    hand.qtbot.waitUntil(lambda: devices.state("bagging_scale")["load_g"] == grams, timeout=PATIENCE_S * 1000)


@pytest.mark.wire
def test_a_bag_what_was_scanned_and_a_thing_too_much_are_put_in_and_taken_out(hand: Hand, devices: Devices) -> None:
    assert not hand.item("put_newest").isEnabled()
    hand.click("put_own_bag")
    _lies(hand, devices, OWN_BAG_G)
    hand.click(f"product_{BAGUETTE}")
    hand.click("put_newest")
    _lies(hand, devices, OWN_BAG_G + BAGUETTE_G)
    hand.click("put_stranger")
    _lies(hand, devices, OWN_BAG_G + BAGUETTE_G + EXTRA_G)
    hand.click("take_out")
    _lies(hand, devices, OWN_BAG_G + BAGUETTE_G)
    hand.read("bags_weight", " g")
    hand.click("empty_bags")
    _lies(hand, devices, 0)
    hand.qtbot.waitUntil(lambda: not hand.item("take_out").isEnabled(), timeout=PATIENCE_S * 1000)


@pytest.mark.wire
def test_what_lay_there_before_the_window_is_taken_out_as_one(devices: Devices, qtbot: QtBot) -> None:
    devices.by_role["bagging_scale"].do(do="load", grams=500)
    options = arguments().parse_args(["--controls", "-", "--geometry", "0,0,560,900"])
    bench = Bench(devices.controls, argparse.Namespace(**vars(options)))
    assert bench.window is not None
    hand = Hand(bench.window, qtbot)
    hand.click("take_out")
    _lies(hand, devices, 0)
    bench.close()


def test_goods_weigh_what_the_catalogue_says_or_something(tmp_path: Path) -> None:
    catalogue = tmp_path / "goods.csv"
    catalogue.write_text("gtin,name_en,expected_g\n1,Milk,1035\n2,Air,0\n3,Words,heavy\n4,Nothing,\n")
    weights = [own.weight_g for own in read_products(catalogue, tmp_path)]
    assert weights == [1035, ANY_G, ANY_G, ANY_G]


def test_a_weight_that_moves_is_told_apart() -> None:
    assert (grams_text(310, False), grams_text(310, True)) == ("310 g", "310 g …")
