"""The bench window: what a hand does on it reaches the simulators, and what they do is seen."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from devices.sim.bench.shelf import read_products
from devices.sim.bench.window import Bench, arguments, parse_controls
from devices.sim.bench.words import payment_note
from tests.unit.sim.bench_hand import SHOP, Devices, Hand
from tests.unit.sim.processes import PATIENCE_S

PAY = bytes.fromhex("06 00 06 00 00 00 06 09 78 80 00 00 06 01 0A 04 00 00 00 00 14 97 49 09 78")
RECEIPT = b"\x1b@Milk 1,29\n\x1dV\x00"


# --- without a device -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["scanner=127.0.0.1:1"], "printer, terminal"),
        (["scanner"], "--controls"),
        (["{broken"], "--controls"),
        (["scanner=here", "printer=127.0.0.1:2", "terminal=127.0.0.1:3"], "scanner"),
    ],
)
def test_missing_addresses_are_named(texts: list[str], said: str) -> None:
    with pytest.raises(SystemExit, match=said):
        parse_controls(texts)


def test_addresses_come_as_words_or_as_one_object() -> None:
    words = ["scanner=h:1", "printer=h:2", "terminal=h:3"]
    assert parse_controls(words) == {"scanner": "h:1", "printer": "h:2", "terminal": "h:3"}
    assert parse_controls(['{"linescan": "h:1", "escpos": "h:2", "zvt": "h:3"}']) == parse_controls(words)


def test_the_shelf_leaves_out_bad_rows_and_stays_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "milk.svg").touch()
    (tmp_path / "secret.svg").touch()
    catalogue = tmp_path / "goods.csv"
    catalogue.write_text(
        "gtin,art,name_en,price_minor,unit\n"
        "1,milk,Milk,129,each\n2,../secret,Odd,x,each\n,milk,No number,1,each\n3,,Bananas,179,kg\n"
    )
    milk, odd, bananas = read_products(catalogue, tmp_path / "art")
    assert (milk.code, milk.price, milk.picture.endswith("milk.svg")) == ("1", "EUR 1.29", True)
    assert (odd.price, odd.picture) == ("", "")
    assert bananas.price == "EUR 1.79 / kg"
    assert read_products(tmp_path / "none.csv", tmp_path) == []


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"result": "6C", "receipt_no": None}, "Cancelled, nothing was charged"),
        (
            {"result": "00", "receipt_no": 7, "amount_minor": 1497, "currency": "EUR", "state": "done"},
            "Approved EUR 14.97, receipt 0007",
        ),
        (
            {"result": "05", "receipt_no": 8, "amount_minor": 5, "currency": "EUR", "state": "done"},
            "Declined EUR 0.05 (05), receipt 0008",
        ),
        (
            {"result": "00", "receipt_no": 9, "amount_minor": 100, "currency": "EUR", "state": "undone"},
            "Taken back EUR 1.00, receipt 0009",
        ),
    ],
)
def test_a_payment_ends_in_words(event: dict[str, object], words: str) -> None:
    assert payment_note(event) == words


# --- with the simulators ----------------------------------------------------------------------------------------------


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[Devices]:
    running = Devices(tmp_path / "devices")
    yield running
    running.end()


@pytest.fixture
def hand(devices: Devices, qtbot: QtBot) -> Iterator[Hand]:
    options = arguments().parse_args(["--controls", "-", "--geometry", "0,0,942,712"])
    bench = Bench(devices.controls, argparse.Namespace(**vars(options)))
    assert bench.window is not None
    hand = Hand(bench.window, qtbot)
    qtbot.waitUntil(lambda: hand.item("cable_printer").isEnabled(), timeout=PATIENCE_S * 1000)
    yield hand
    bench.close()


@pytest.mark.wire
def test_a_click_on_a_product_and_a_typed_code_are_scanned(hand: Hand, devices: Devices) -> None:
    hand.click("product_9520001000010")
    hand.read("scan_note", "9520001000010 was lost")
    hand.click("any_barcode")
    hand.type("40063813")
    QTest.keyClick(hand.window, Qt.Key.Key_Return)
    hand.read("scan_note", "40063813")
    assert devices.state("scanner")["scans"] == 2


@pytest.mark.wire
@pytest.mark.parametrize(
    ("button", "note"),
    [
        ("tap_card", "Approved EUR 14.97, receipt 0001"),
        ("decline_card", "Declined EUR 14.97 (05)"),
        ("cancel_payment", "Cancelled, nothing was charged"),
    ],
)
def test_the_display_is_live_and_each_card_button_ends_the_payment(
    hand: Hand, devices: Devices, button: str, note: str
) -> None:
    with devices.host("terminal") as host:
        host.sendall(PAY)
        hand.read("terminal_amount", "EUR 14,97")
        hand.read("terminal_text", "Insert or hold card")
        hand.click(button)
        waiting = "EUR 14,97\nInsert or hold card"
        hand.qtbot.waitUntil(lambda: devices.state("terminal")["display"] != waiting, timeout=PATIENCE_S * 1000)
        host.sendall(bytes.fromhex("80 00 00") * 2)
        hand.read("payment_note", note)


@pytest.mark.wire
def test_a_receipt_slides_out_and_can_be_enlarged(hand: Hand, devices: Devices) -> None:
    with devices.host("printer") as host:
        host.sendall(RECEIPT)
        hand.read("receipt_place", "Receipt 1 of 1")
        host.sendall(RECEIPT)
        hand.read("receipt_place", "Receipt 2 of 2")
    hand.click("older_receipt")
    hand.read("receipt_place", "Receipt 1 of 2")
    hand.click("receipt_place")
    hand.click("close_receipt")
    hand.click("newer_receipt")
    hand.read("receipt_place", "Receipt 2 of 2")


@pytest.mark.wire
def test_cover_and_paper_are_moved_by_hand(hand: Hand, devices: Devices) -> None:
    hand.click("cover_open")
    hand.read("printer_condition", "cover open")
    hand.click("cover_closed")
    hand.click("paper_out")
    hand.read("printer_condition", "paper out")
    hand.click("paper_low")
    hand.read("printer_condition", "Paper is low")
    hand.click("paper_ok")
    hand.read("printer_condition", "Ready to print")
    assert devices.state("printer")["cover_open"] is False


@pytest.mark.wire
@pytest.mark.parametrize("role", list(SHOP))
def test_every_cable_can_be_pulled_and_put_back(hand: Hand, devices: Devices, role: str) -> None:
    for is_plugged in (False, True):
        hand.click(f"cable_{role}")
        hand.until_plugged(devices, role, is_plugged)
        hand.read(f"cable_{role}", "Pull cable" if is_plugged else "Plug in")


@pytest.mark.wire
def test_faults_are_armed_by_their_language_and_mistakes_are_shown(hand: Hand, devices: Devices) -> None:
    hand.click("faults")
    hand.click("fault_script")
    hand.type("after amount: jump")
    hand.click("arm_fault")
    hand.read("fault_note", "column 15")
    hand.click("fault_script")
    QTest.keyClick(hand.window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hand.type("after amount: drop link")
    hand.click("arm_fault")
    hand.read("fault_note", "after amount: drop link")
    assert devices.state("terminal")["faults"] == ["after amount: drop link"]
    hand.click("clear_faults")
    hand.read("fault_note", "No fault")


@pytest.mark.wire
def test_a_simulator_that_ends_is_shown_as_gone(hand: Hand, devices: Devices) -> None:
    os.kill(int(str(next(line["pid"] for line in devices.process.lines if line["sim"] == "linescan"))), signal.SIGKILL)
    hand.qtbot.waitUntil(lambda: not hand.item("cable_scanner").isEnabled(), timeout=PATIENCE_S * 1000)
    assert hand.item("cable_terminal").isEnabled()
    devices.status = 1


@pytest.mark.wire
@pytest.mark.parametrize("geometry", ["0,0,942,712", "0,0,594,712", "0,0,1320,1000", "0,0,2000,1300"])
def test_the_window_is_drawn_at_every_size_without_a_word_on_the_error_stream(
    devices: Devices, tmp_path: Path, geometry: str
) -> None:
    picture = tmp_path / "bench.png"
    controls = [f"{role}={address}" for role, address in devices.controls.items()]
    command = [sys.executable, "-m", "devices.sim.bench", "--geometry", geometry, "--screenshot", str(picture)]
    done = subprocess.run([*command, "--controls", *controls], capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    image = Image.open(picture)
    assert f"{image.width},{image.height}" == geometry.removeprefix("0,0,")
    assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 200


@pytest.mark.wire
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_window_cleanly(devices: Devices, number: signal.Signals) -> None:
    controls = [f"{role}={address}" for role, address in devices.controls.items()]
    child = subprocess.Popen(
        [sys.executable, "-m", "devices.sim.bench", "--controls", *controls], stderr=subprocess.PIPE
    )
    watcher = devices.by_role["scanner"]
    while int(str(watcher.do(do="state")["watchers"])) == 0:
        assert child.poll() is None
    child.send_signal(number)
    _out, complaint = child.communicate(timeout=PATIENCE_S)
    assert (child.returncode, complaint) == (0, b"")
