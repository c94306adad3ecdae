from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from devices import registry
from devices.url import UrlError

PROJECT = Path(__file__).parents[3]


def test_built_in_drivers_are_found_in_their_folder_without_being_installed() -> None:
    assert {"linescan", "escpos", "zvt"} <= set(registry.drivers("no.such.group"))


def test_every_driver_has_a_card_options_and_a_docstring_that_names_its_document() -> None:
    for name, load in registry.drivers().items():
        module = load()
        assert module.CARD.document, name
        assert module.CARD.level in ("bronze", "silver", "gold"), name
        assert module.__doc__ is not None
        assert "Document:" in module.__doc__, name
        assert "Revision:" in module.__doc__, name
        assert all(key == option.name for key, option in module.OPTIONS.items()), name
    assert registry.cards()["zvt"].remark == "bronze: never met hardware"


def test_listing_the_drivers_imports_none_of_them() -> None:
    code = "import sys, devices.registry as r; r.drivers(); print([m for m in sys.modules if 'drivers.' in m])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


def test_a_third_party_driver_is_found_by_its_entry_point_and_cannot_replace_a_built_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    points = [
        EntryPoint("abacus", "devices.drivers.linescan", registry.GROUP),
        EntryPoint("zvt", "devices.drivers.linescan", registry.GROUP),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group == registry.GROUP else [])
    assert registry.open_device("abacus+serial:///dev/ttyS0").health.is_usable is False
    assert registry.drivers()["zvt"]().__name__ == "devices.drivers.zvt"  # type: ignore[attr-defined] # it is a module


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lincescan+serial:///dev/ttyS0", "driver: lincescan is not known; allowed: .*linescan"),
        ("linescan+ble://1", "transport: ble is not known; allowed: tcp, serial, file"),
        (
            "linescan+serial:///dev/ttyS0?baudd=9600",
            "unknown to linescan.serial; allowed: baud, format, prefix, same_ms, suffix",
        ),
        ("linescan+serial:///dev/ttyS0?baud=1", r"option baud: .*300\.\.921600 bit/s"),
        ("zvt+file:///dev/ttyS0", "transport: zvt does not work over file; allowed: tcp, serial"),
        ("zvt+tcp://10.0.0.5:20007?secret=zvt1", "option secret: no secret of that name"),
    ],
)
def test_a_url_that_cannot_be_opened_says_what_is_allowed(text: str, message: str) -> None:
    with pytest.raises(UrlError, match=message):
        registry.open_device(text)


def test_a_secret_is_looked_up_by_its_name() -> None:
    asked: list[str] = []

    def secrets(name: str) -> str:
        asked.append(name)
        return "123456"

    registry.open_device("zvt+tcp://10.0.0.5:20007?secret=zvt1", secrets=secrets)
    assert asked == ["zvt1"]
