"""Roles: a device of another kind than its role wants is named before a port is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.registry import cards, open_device
from devices.roles import Kind, kind_of, problem_of

README = Path(__file__).parents[3] / "README.md"
URLS = {
    "linescan+serial:///dev/ttyS0": Kind.SCANNER,
    "wedge+hid://0c2e:0b61": Kind.SCANNER,
    "camera+folder:///tmp/pictures": Kind.SCANNER,
    "escpos+tcp://10.0.0.7:9100?profile=tm-t88v": Kind.PRINTER,
    "zvt+tcp://10.0.0.5:20007": Kind.TERMINAL,
    "nexo+https://10.0.0.6:8443/nexo?poi=V400m-1&sale=K1": Kind.TERMINAL,
    "toledo8217+serial:///dev/ttyS1": Kind.SCALE,
    "cas+serial:///dev/ttyS1": Kind.SCALE,
    "mrzserial+serial:///dev/ttyS2": Kind.DOCUMENTS,
    "zpl+tcp://10.0.0.9:9100": Kind.TAGS,
    "signdemo+tcp://10.0.0.11:9300": Kind.SIGNING,
}


def no_secret(name: str) -> str | None:
    return None


@pytest.mark.parametrize(("url", "kind"), URLS.items())
def test_a_device_is_of_the_kind_that_its_verbs_say(url: str, kind: Kind) -> None:
    assert kind_of(open_device(url)) is kind
    assert problem_of(kind, url, no_secret) is None


@pytest.mark.parametrize("role", ["scanner", "scanner-2"])
def test_a_device_of_the_wrong_kind_is_named_with_what_it_is_and_what_is_wanted(role: str) -> None:
    assert problem_of(role, "toledo8217+serial:///dev/ttyS1", no_secret) == (
        "toledo8217 is a scale; devices.scanner wants a barcode scanner"
    )


def test_a_second_scale_has_a_role_of_its_own_and_is_a_scale() -> None:
    assert problem_of("bagging_scale", "cas+serial:///dev/ttyS1", no_secret) is None
    assert problem_of("bagging_scale", "zpl+tcp://10.0.0.9:9100", no_secret) == (
        "zpl is a tag printer; devices.bagging_scale wants a scale"
    )


def test_the_two_kinds_of_printers_are_not_taken_for_each_other() -> None:
    assert "wants a tag printer" in (problem_of("tags", "escpos+tcp://10.0.0.7:9100", no_secret) or "")
    assert "wants a receipt printer" in (problem_of("printer", "zpl+tcp://10.0.0.9:9100", no_secret) or "")


def test_a_bad_url_is_named_by_its_part_before_its_kind() -> None:
    assert "baudd" in (problem_of("printer", "toledo8217+serial:///dev/ttyS1?baudd=1", no_secret) or "")


def test_the_readme_names_every_driver_with_the_level_of_its_card() -> None:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "`" in line]
    for name, card in cards().items():
        (row,) = [line for line in rows if f"`{name}`" in line]
        assert card.remark in row
