"""People of the site, put together: calls, the boards they are shown on, and the key that boards must hold."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kiosk.effects.base import Perform, Post
from kiosk.flows.base import Effect, Event, Site
from kiosk.flows.lane.events import TellLane
from kiosk.flows.shell.calling import (
    CallAccepted,
    CallHeard,
    EndCall,
    PersonArrived,
    PersonDone,
    PlaceCall,
)
from kiosk.services.key_file import kept_secret
from kiosk.services.staff.hub import Hub
from kiosk.services.staff.messages import Answer
from kiosk.staffing.performing import Calls
from kiosk.staffing.settings import StaffSettings, place

KEY_NAME: Final = "staff.key"
log = logging.getLogger(__name__)


class Staffing:
    """The kiosk's end of the call boards. Where it cannot listen, calls are lights and words on the glass."""

    def __init__(self, settings: StaffSettings, site: Site, data_dir: Path, post: Post) -> None:
        self._settings = settings
        self._hub: Hub | None = None
        if settings.listen:
            try:
                secret = kept_secret(data_dir / KEY_NAME)
            except OSError as error:
                log.error("no call boards: %s", error)
            else:
                told = lambda answer: post(event_of(answer))  # noqa: E731  # one line of one
                self._hub = Hub((site.name, site.kiosk), secret, _utc_ms, told, is_demo=site.is_demo)
        self._calls = Calls(self._hub, post)

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs what."""
        return {PlaceCall: self._calls.place, EndCall: self._calls.end, TellLane: self._calls.stand}

    async def open(self) -> None:
        """Begin to listen for boards; a port that is taken is said in the log and stops nothing."""
        if self._hub is None:
            return
        try:
            port = await self._hub.open(*place(self._settings.listen))
        except OSError as error:
            log.error("no call boards at %s: %s", self._settings.listen, error.strerror or error)
            return
        log.info("call boards may connect at port %d", port)

    async def close(self) -> None:
        """Let go of every board."""
        if self._hub is not None:
            await self._hub.close()


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000


def event_of(answer: Answer) -> Event:
    """Return what an answer of a board means."""
    match answer.kind:
        case "heard":
            return CallHeard(answer.call)
        case "accept":
            return CallAccepted(answer.call, answer.by)
        case "arrived":
            return PersonArrived(answer.call)
        case "done":
            return PersonDone(answer.call)
