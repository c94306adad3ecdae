"""Keypads: `key` of the simulator, then exactly that press from the driver."""

from __future__ import annotations

from typing import Any

from devices.api import HeadsetChanged, KeyPressed
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict, until

PATIENCE_S = 3.0
KEYS = {"up": "Up", "right": "Right", "down": "Down", "left": "Left"}


class Pressing:
    def __init__(self, device: Any, do: Do) -> None:
        self._do = do
        self._told: list[KeyPressed | HeadsetChanged] = []
        self._pressed: list[str] = []
        device.on_key(self._told.append)

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        key = list(KEYS)[len(self._pressed) % len(KEYS)]
        self._pressed.append(KEYS[key])
        before = len(self._keys())
        self._do("key", key=key)
        came = await until(lambda: KEYS[key] in self._keys()[before:], PATIENCE_S)
        return Verdict.DONE if came else Verdict.NOTHING

    async def settle(self) -> None:
        pass

    async def help(self) -> None:
        pass

    def _keys(self) -> list[str]:
        return [told.key for told in self._told if isinstance(told, KeyPressed)]

    def broken(self, allowance: Allowance) -> list[str]:
        keys = self._keys()
        found = []
        if not allowance.may_change:
            found += [f"{key} was told and not pressed" for key in set(keys) - set(self._pressed)]
            found += ["a headset that nobody moved"] * any(isinstance(told, HeadsetChanged) for told in self._told)
        if not allowance.may_repeat:
            pressed = self._pressed
            found += [f"{key} was told too often" for key in set(pressed) if keys.count(key) > pressed.count(key)]
        return found

    @property
    def private(self) -> tuple[str, ...]:
        return ()


PRACTICE = Practice(Kind.KEYPAD, Pressing, PATIENCE_S + 1)
