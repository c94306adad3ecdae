"""Hosts that others wrote, against the simulated printer."""

from __future__ import annotations

from typing import Any

import pytest
import zxingcpp
from PIL import Image

from devices.sim.escpos.drawing.render import drawn
from tests.unit.sim.escpos.rolls import Paper
from tests.unit.sim.processes import running

escpos = pytest.importorskip("escpos.printer", reason="python-escpos is not installed: no foreign host")


def sell(host: Any) -> None:
    """A receipt as a stranger would write it."""
    host.set(align="center", bold=True, double_height=True, double_width=True)
    host.text("CAFETARIA\n")
    host.set_with_default()
    host.text("Café com leite          1,20\n")
    host.qr("https://a.example/r#abc", native=True, size=6)
    host.barcode("400638133393", "EAN13", height=80, width=3, pos="BELOW")
    host.image(Image.new("1", (64, 16), 0), impl="bitImageRaster")
    host.image(Image.new("1", (64, 16), 0), impl="graphics")
    host.image(Image.new("1", (64, 24), 0), impl="bitImageColumn")
    host.cashdraw(2)
    host.cut(mode="PART")


def test_what_another_library_writes_is_understood_to_its_end() -> None:
    host = escpos.Dummy(profile="TM-T88V")
    sell(host)
    paper = Paper(host.output, width_dots=512)
    assert (paper.interpreter.unknown, paper.tokenizer.unfinished_bytes) == ([], 0)
    assert paper.lines[:2] == ["CAFETARIA", "Café com leite          1,20"]
    assert [code.content for sheet in paper.sheets for code in sheet.codes] == [
        "https://a.example/r#abc",
        "4006381333931",
    ]
    assert len(paper.pictures) == 5
    read = {code.text for code in zxingcpp.read_barcodes(drawn(paper.sheets[0], 512).convert("L"))}
    assert read == {"https://a.example/r#abc", "4006381333931"}
    assert paper.cuts == ["partial"]


@pytest.mark.wire
def test_another_library_prints_and_asks_over_the_network() -> None:
    with running("escpos", "--width-dots", "512") as (process, control):
        address, port = process.address
        host = escpos.Network(address, port, timeout=60, profile="TM-T88V")
        try:
            assert host.is_online()
            assert host.paper_status() == 2
            sell(host)
            control.do(do="paper", state="low")
            assert host.paper_status() == 1
            control.do(do="paper", state="out")
            assert host.paper_status() == 0
            assert not host.is_online()
        finally:
            host.close()
        state = control.do(do="state")
        assert (state["drawer_pulses"], state["drawer_open"], state["unknown_commands"]) == (1, True, [])
        (receipt,) = control.do(do="receipts")["receipts"]
        assert receipt["lines"][1].startswith("Café com leite")
