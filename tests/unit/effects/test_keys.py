"""Keys that a keypad's driver reads, told to the glass by what they mean."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

import pytest

from devices.api import HeadsetChanged, Health, HealthState, KeyPressed
from kiosk.effects.keys import Keys
from kiosk.keypad import Pad


class Pressed:
    """A keypad whose keys a test presses."""

    health = Health(HealthState.READY)

    def __init__(self) -> None:
        self.tell: Callable[[KeyPressed | HeadsetChanged], None] = lambda _event: None

    def on_health(self, listener: Callable[[Health], None]) -> None: ...

    def on_key(self, listener: Callable[[KeyPressed | HeadsetChanged], None]) -> None:
        self.tell = listener

    async def reset(self) -> None: ...

    async def run(self) -> None: ...


def meant(chosen: Mapping[str, Sequence[str]], *events: str | bool) -> list[Pad]:
    keypad, told = Pressed(), list[Pad]()
    Keys(keypad, chosen, told.append)
    for event in events:
        keypad.tell(HeadsetChanged(event, 0.0) if isinstance(event, bool) else KeyPressed(event, 0.0))
    return told


def test_a_key_that_is_bound_to_nothing_is_said_in_the_log_and_does_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert meant({}, "F12", "Escape") == []
    assert "the key F12 of the keypad is bound to nothing" in caplog.text


def test_keys_mean_what_the_settings_bind_and_else_their_default() -> None:
    assert meant({}, "Down", "Return", "F18") == [Pad.DOWN, Pad.SELECT, Pad.HELP]
    assert meant({"help": ["F12"]}, "F12", "F18", "Up") == [Pad.HELP, Pad.UP]


def test_a_headset_with_a_switch_means_what_the_keys_of_one_mean() -> None:
    assert meant({}, True, False, "F21", "F22") == [Pad.HEADSET_IN, Pad.HEADSET_OUT] * 2
