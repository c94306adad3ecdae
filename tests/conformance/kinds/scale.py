"""Scales: `load` of the simulator, then that weight in whole grams or none."""

from __future__ import annotations

import asyncio
from typing import Any

from devices.api import Reading, Refused
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict

LIMIT_S = 8.0


class Weighing:
    def __init__(self, device: Any, do: Do) -> None:
        self._device = device
        self._do = do
        self._loads = [0]
        self._weighed: list[tuple[int, int | None]] = []
        self._readings: list[Reading] = []
        device.on_reading(self._readings.append)

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        load_g = 500 + 25 * len(self._loads)
        self._loads.append(load_g)
        self._do("load", grams=load_g)
        await asyncio.sleep(1)  # the hand goes away; a scale without a moving sign may still say the old weight
        try:
            self._weighed.append((load_g, (await self._device.weigh()).weight_g))
        except Refused:
            return Verdict.REFUSED
        return Verdict.DONE

    async def settle(self) -> None:
        pass

    async def help(self) -> None:
        pass

    def broken(self, allowance: Allowance) -> list[str]:
        wrong = [pair for pair in self._weighed if pair[0] != pair[1]]
        told = {reading.weight_g for reading in self._readings} - {None, *self._loads}
        if allowance.may_change:
            return []
        return [f"weighed {got} g where {load} g were" for load, got in wrong] + [f"told {g} g" for g in told]

    @property
    def private(self) -> tuple[str, ...]:
        return ()


PRACTICE = Practice(Kind.SCALE, Weighing, LIMIT_S, (("over", ""),))
