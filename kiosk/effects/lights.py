"""The lights over the kiosk: what staff see from afar follows what stands on the glass."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from devices.api import DeviceError, Lights, Pattern
from kiosk.domain.calls import Stage
from kiosk.effects.base import Spawn
from kiosk.flows.glass import Frame

LEAVE_S = 1.0
_SCREENS = {"shell/Starting": Pattern.OFF, "shell/Attract": Pattern.FREE, "shell/OutOfService": Pattern.FAULT}
log = logging.getLogger(__name__)


def pattern_of(shown: Frame) -> Pattern:
    """Return what the lights say while this picture is on the glass."""
    is_called = shown.call in (Stage.SENT, Stage.HEARD)
    is_staffs = shown.view.parts.get("is_review") is True
    if shown.view.parts.get("lane"):
        return Pattern.OFF  # staff closed or paused it: no fault, and nobody is served
    if shown.screen != "shell/OutOfService" and (is_called or is_staffs):
        return Pattern.CALL
    return _SCREENS.get(shown.screen, Pattern.BUSY)


class Beacon:
    """Shows the pattern of each picture, and rings when a person is wanted. Lights that fail stop nothing."""

    def __init__(self, lights: Lights, spawn: Spawn) -> None:
        self._lights = lights
        self._spawn = spawn
        self._pattern: Pattern | None = None

    def shown(self, shown: Frame) -> None:
        """Take note of what stands on the glass."""
        pattern = pattern_of(shown)
        if pattern is not self._pattern:
            self._pattern = pattern
            self._spawn(self._show(pattern), self._failed)

    async def _show(self, pattern: Pattern) -> None:
        try:
            await self._lights.show(pattern)
            if pattern is Pattern.CALL and self._lights.capabilities.has_bell:
                await self._lights.ring()
        except DeviceError as error:  # the lights show it when they are back; their health says the rest
            log.info("lights: %s is not shown: %s", pattern.value, error)

    def _failed(self, error: BaseException) -> None:
        log.error("lights raised", exc_info=error)

    async def leave(self) -> None:
        """Put the lights out: the program ends, and nobody would change them any more."""
        with contextlib.suppress(DeviceError, TimeoutError):
            async with asyncio.timeout(LEAVE_S):
                await self._lights.show(Pattern.OFF)
