"""A bag on the scale: the next weight that stands still, once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final

from devices.api import DeviceError, Refused, Scale
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.checkin.events import BagWeighed, StopWeighing, WeighBag

log = logging.getLogger(__name__)
SILENT: Final = "SILENT"
WAIT_S: Final = 30
LOOK_S: Final = 0.2
PASSING: Final = frozenset({"NOT_SETTLED", "UNDER_ZERO"})  # a bag is being put on, or was just lifted


class Weighings:
    """Performs `WeighBag` and `StopWeighing`.

    `BagWeighed.problem` is the scale's own code, or SILENT when no weight stood still in time or the scale is gone.
    """

    def __init__(self, scale: Scale, tasks: Tasks) -> None:
        self._scale = scale
        self._tasks = tasks
        self._waiting: dict[str, asyncio.Task[Any]] = {}

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {WeighBag: self.weigh, StopWeighing: self.stop}

    def weigh(self, effect: WeighBag) -> None:
        """Wait for a weight that stands still."""
        self._tasks.start(effect, effect.key, self._weigh(effect.key))

    def stop(self, effect: StopWeighing) -> None:
        """Wait no longer: nobody asks for that weight any more."""
        if (waiting := self._waiting.get(effect.weighing)) is not None:
            waiting.cancel()

    async def _weigh(self, key: str) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._waiting[key] = task
        try:
            told = await self._weighed(key)
        finally:
            self._waiting.pop(key, None)
        self._tasks.post(told)

    async def _weighed(self, key: str) -> BagWeighed:
        """Look until something stands on the scale and stands still; moving or nothing yet is no answer."""
        try:
            async with asyncio.timeout(WAIT_S):
                while True:
                    try:
                        reading = await self._scale.weigh()
                    except Refused as refused:
                        if refused.code not in PASSING:
                            return BagWeighed(key, problem=refused.code)
                    else:
                        if reading.weight_g:
                            return BagWeighed(key, reading.weight_g)
                    await asyncio.sleep(LOOK_S)
        except TimeoutError:
            return BagWeighed(key, problem=SILENT)
        except DeviceError as error:
            log.warning("a bag was not weighed: %s", error)
            return BagWeighed(key, problem=SILENT)
