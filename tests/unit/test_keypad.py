"""What settings may bind to the keypad, and what they are told when they may not."""

from __future__ import annotations

import pytest

from kiosk.keypad import DEFAULTS, Pad, bindings
from kiosk.settings import KeypadSettings


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"up": ["A"]}, "'A' is no key of a keypad: F1 to F35, or Up, Down"),
        ({"up": ["F36"]}, "'F36' is no key of a keypad"),
        ({"up": ["Key_Up"]}, "'Key_Up' is no key of a keypad"),
        ({"up": ["F13"], "down": ["F13"]}, "'F13' is bound to up and to down"),
        ({"select": []}, "no key is bound to select: without it the kiosk cannot be used by keys"),
        ({"help": []}, "no key is bound to help"),
        ({"service": ["F13"], "up": ["F13"]}, "'F13' is bound to"),
        ({"service": ["S"]}, "'S' is no key of a keypad"),
        ({"sideways": ["F13"]}, "'sideways' is not a valid Pad"),
    ],
)
def test_what_cannot_be_bound_is_named(chosen: dict[str, list[str]], told: str) -> None:
    with pytest.raises(ValueError, match=told.replace(":", "[:]")):
        bindings(chosen)


def test_a_key_that_is_chosen_is_taken_from_the_default_of_another() -> None:
    assert [name for name, pad in bindings({"help": ["F14"]}).items() if pad is Pad.DOWN] == ["Down"]


def test_a_direction_that_loses_all_its_keys_is_named() -> None:
    with pytest.raises(ValueError, match="no key is bound to up"):
        bindings({"help": ["Up", "F13"]})


def test_a_keypad_without_a_headset_or_volume_is_a_keypad() -> None:
    meant = bindings({"headset_in": [], "headset_out": [], "volume_up": [], "volume_down": []})
    assert set(meant.values()) == set(Pad) - {
        Pad.HEADSET_IN, Pad.HEADSET_OUT, Pad.VOLUME_UP, Pad.VOLUME_DOWN, Pad.SERVICE
    }  # fmt: skip


def test_a_service_key_is_bound_by_a_site_alone_and_taken_from_the_default_of_another() -> None:
    assert Pad.SERVICE not in bindings({}).values()
    meant = bindings({"service": ["F12", "F24"]})
    assert {name for name, pad in meant.items() if pad is Pad.SERVICE} == {"F12", "F24"}
    assert Pad.REPEAT not in meant.values()


def test_settings_offer_each_meaning_with_the_keys_that_ship() -> None:
    shipped = KeypadSettings()
    assert {name: getattr(shipped, name) for name in KeypadSettings.model_fields} == {
        pad.value: names for pad, names in DEFAULTS.items()
    }
