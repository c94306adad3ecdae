"""Performs calls: shows them on the call boards, and tells what people answer there."""

from __future__ import annotations

import logging

from kiosk.domain.calls import How
from kiosk.effects.base import Post
from kiosk.flows.base import Event
from kiosk.flows.shell.calling import (
    CallAccepted,
    CallEnded,
    CallHeard,
    CallPlaced,
    EndCall,
    PersonArrived,
    PlaceCall,
)
from kiosk.services.staff.hub import Hub
from kiosk.services.staff.messages import Answer

log = logging.getLogger(__name__)


class Calls:
    """Performs `PlaceCall` and `EndCall`; without a hub there are only the lights, and nobody says "we called"."""

    def __init__(self, hub: Hub | None, post: Post) -> None:
        self._hub = hub
        self._post = post

    def place(self, effect: PlaceCall) -> None:
        """Show the call, and say on how many boards."""
        boards = self._hub.show(effect.call) if self._hub is not None else 0
        log.info("a person is called: level %d, %d boards", effect.call.level, boards)
        self._post(CallPlaced(effect.call, boards))

    def end(self, effect: EndCall) -> None:
        """Take the call from the boards; one that is away sees it when it comes back."""
        if self._hub is not None:
            self._hub.end(effect.call_id, effect.how)
        self._post(CallEnded(effect.call_id, effect.how))


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
            return CallEnded(answer.call, How.DONE)
