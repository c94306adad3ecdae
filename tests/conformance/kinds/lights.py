"""Lights: what is shown is on at the board, also after the link was lost; `state` of the simulator says which are."""

from __future__ import annotations

from typing import Any

from devices.api import Pattern
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict, until

LIMIT_S = 5.0
AGAIN_S = 5.0
PATTERNS = (Pattern.FREE, Pattern.OFF)


class Showing:
    """The first act is undisturbed: it shows which lamps FREE is. OFF is none of them."""

    def __init__(self, device: Any, do: Do) -> None:
        self._device = device
        self._do = do
        self._acts = 0
        self._lamps: dict[Pattern, list[int]] = {Pattern.OFF: []}
        self._broken: list[str] = []

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        pattern = PATTERNS[self._acts % len(PATTERNS)]
        self._acts += 1
        await self._device.show(pattern)
        came = await until(lambda: self._is_shown(pattern), AGAIN_S)
        return Verdict.DONE if came else Verdict.NOTHING

    async def settle(self) -> None:
        if not await until(lambda: self._is_shown(self._device.pattern), AGAIN_S):
            self._broken.append(f"{self._device.pattern} is not shown again after the link was lost")

    def _is_shown(self, pattern: Pattern) -> bool:
        on = self._do("state")["on"]
        return bool(on == self._lamps.setdefault(pattern, on))

    async def help(self) -> None:
        pass

    def broken(self, allowance: Allowance) -> list[str]:
        return self._broken

    @property
    def private(self) -> tuple[str, ...]:
        return ()


PRACTICE = Practice(Kind.LIGHTS, Showing, LIMIT_S + AGAIN_S, (("relay 1 sticks", ""),))
