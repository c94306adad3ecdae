"""What may take a device's place: the same first, never what another part uses, and nothing is opened to find out."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.finding.candidates import candidates, own_places, with_port
from devices.finding.places import Place, model_of, network, printer_nodes, serial_lines
from devices.registry import open_device

FTDI = "usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0"
KNOWN = {
    "scanner": f"linescan+serial:///dev/serial/by-id/{FTDI}?prefix=aim",
    "printer": "escpos+tcp://10.0.0.7:9100?profile=tm-t20ii",
    "scale": "cas+serial:///dev/ttyS0",
}


@pytest.mark.parametrize(
    ("link", "model"),
    [
        (FTDI, "usb-FTDI_FT232R_USB_UART"),
        ("usb-FTDI_FT232R_USB_UART_B99-X-if00-port0", "usb-FTDI_FT232R_USB_UART"),
        ("usb-1a86_USB_Serial-if00-port0", "usb-1a86_USB_Serial"),
        ("usb-Datalogic_GD4500-if00", "usb-Datalogic_GD4500"),
        ("pci-0000:00:14.0-usb-0:2:1.0-port0", ""),
        ("ttyUSB0", ""),
        ("", ""),
    ],
)
def test_a_stable_name_tells_the_model(link: str, model: str) -> None:
    assert model_of(link) == model


def test_places_are_those_that_are_there(tmp_path: Path) -> None:
    assert serial_lines(tmp_path / "none") == []
    (tmp_path / FTDI).touch()
    (tmp_path / "lp0").touch()
    assert [place.model for place in serial_lines(tmp_path)] == ["", "usb-FTDI_FT232R_USB_UART"]
    assert [place.name for place in printer_nodes(tmp_path)] == ["lp0"]
    assert network(["10.0.0.7:9100", "nonsense", "user@host:1", "10.0.0.7:99999"]) == [
        Place("tcp", "10.0.0.7:9100", "10.0.0.7:9100")
    ]


def test_the_same_driver_comes_first_with_its_options_and_every_candidate_can_be_opened() -> None:
    places = [Place("serial", "/dev/serial/by-id/new", "new"), Place("tcp", "10.0.0.9:9100", "10.0.0.9:9100")]
    found = candidates("scanner", KNOWN, places)
    assert found[0].url == "linescan+serial:///dev/serial/by-id/new?prefix=aim"
    assert found[0].is_same
    assert {one.driver for one in found} >= {"linescan", "wedge"}
    assert "escpos" not in {one.driver for one in found}, "that is no scanner"
    for one in found:
        open_device(one.url)  # makes it, opens nothing


def test_a_place_that_another_part_uses_is_no_place() -> None:
    places = [Place("serial", "/dev/ttyS0"), Place("tcp", "10.0.0.7:9100"), Place("serial", "/dev/ttyS1")]
    assert {one.place for one in candidates("scanner", KNOWN, places)} == {"/dev/ttyS1"}
    assert "10.0.0.7:9100" in {one.place for one in candidates("printer", KNOWN, places)}, "its own place is one"


def test_a_part_that_was_never_fitted_has_candidates_too() -> None:
    found = candidates("lights", KNOWN, [Place("serial", "/dev/ttyS1")])
    assert [one.url for one in found] == ["lights+serial:///dev/ttyS1"]
    assert not found[0].is_same


def test_an_option_of_another_transport_does_not_go_along() -> None:
    known = {"scale": "toledo8217+serial:///dev/ttyS0?baud=9600&format=7E1&profile=class-iii-15kg"}
    urls = [one.url for one in candidates("scale", known, [Place("tcp", "10.0.0.3:4001")])]
    assert "toledo8217+tcp://10.0.0.3:4001" in urls
    same = candidates("scale", known, [Place("serial", "/dev/a b")])[0].url
    assert same == "toledo8217+serial:///dev/a%20b?baud=9600&format=7E1&profile=class-iii-15kg"


@pytest.mark.parametrize(
    ("typed", "url"),
    [("10.0.0.9", "10.0.0.9:9100"), ("10.0.0.9:8000", "10.0.0.9:8000"), ("", ""), ("[::1]", "[::1]:9100")],
)
def test_a_typed_address_needs_no_port(typed: str, url: str) -> None:
    assert with_port("printer", KNOWN, typed) == url
    assert all(place.address != "" for place in own_places(KNOWN, "printer", url))


@pytest.mark.parametrize("typed", ["a b", "user:pin@host:1", "x" * 10_000, "http://x", "'; drop table", "\0"])
def test_a_typed_address_that_is_none_finds_no_place(typed: str) -> None:
    places = own_places(KNOWN, "printer", with_port("printer", KNOWN, typed))
    assert [place.address for place in places if place.transport == "tcp"] == ["10.0.0.7:9100"]
