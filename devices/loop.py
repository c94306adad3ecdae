"""Keeps devices alive: runs each for ever, with a pause that grows while it cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import PurePath
from traceback import extract_tb
from typing import Any

from devices.api import Device, DeviceError, Health, HealthState, Reason
from devices.condition import health_after

BACK_OFF_S = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Pauses before the first, second ... attempt to reopen; the last repeats. Source: protocols.md 1.1.

What the attempt before it took counts towards a pause, so that a device that is slow to be found silent is asked as
often as one that is not there; the first pause is the shortest there is.
"""

log = logging.getLogger(__name__)


async def supervise(device: Device, on_state: Callable[[Health], None]) -> None:
    """Run the device again and again until cancelled; tell `on_state` each new condition.

    Nothing that the device raises ends this. An exception that is no `DeviceError` is logged once per kind and place,
    without its text, and makes the device FAULT with SOFTWARE_ERROR until it works again. The pauses start anew once
    the device was usable.
    """
    await _Supervision(device, on_state).forever()


class _Supervision:
    def __init__(self, device: Device, on_state: Callable[[Health], None]) -> None:
        self._device = device
        self._on_state = on_state
        self._failures = 0
        self._logged: set[str] = set()

    async def forever(self) -> None:
        self._device.on_health(self._heard)
        now = asyncio.get_running_loop().time
        while True:
            began_mono = now()
            health = await self._one_life()
            if health != self._device.health:  # a driver that did not say it itself
                self._heard(health)
            pause_s = BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
            await asyncio.sleep(max(BACK_OFF_S[0], pause_s - (now() - began_mono)))
            self._failures += 1

    async def _one_life(self) -> Health:
        now = asyncio.get_running_loop().time
        try:
            await self._device.run()
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return self._unexpected(error)  # cancelled inside the device, not by us
        except DeviceError as error:
            return self._same_or(health_after(error, now()))
        except Exception as error:
            return self._unexpected(error)
        return self._same_or(Health(HealthState.FAULT, (Reason.SOFTWARE_ERROR,), now(), "run ended by itself"))

    def _same_or(self, health: Health) -> Health:
        """Keep the driver's own word when it says the same, with its first time."""
        own = self._device.health
        return own if (own.state, own.reasons) == (health.state, health.reasons) else health

    def _unexpected(self, error: BaseException) -> Health:
        what = f"{type(error).__name__} at {place_of(error)}"
        if what not in self._logged:
            self._logged.add(what)
            log.error("device %s failed unexpectedly: %s", type(self._device).__name__, what)
        return self._same_or(health_after(error, asyncio.get_running_loop().time()))

    def _heard(self, health: Health) -> None:
        if health.is_usable:
            self._failures = 0
        try:
            self._on_state(health)
        except Exception as error:
            log.error("a listener to health failed: %s at %s", type(error).__name__, place_of(error))


def place_of(error: BaseException) -> str:
    """Say where an exception was raised, as `file.py:line`, without its text or any value."""
    frames = extract_tb(error.__traceback__)
    return f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"


async def together(*parts: Coroutine[Any, Any, None]) -> None:
    """Run several parts of one device until the first ends; cancel the others, then raise what that one raised."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
