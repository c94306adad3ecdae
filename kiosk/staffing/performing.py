"""Performs calls: shows them on the call boards, and tells what people answer there."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final, Protocol

from kiosk.domain.calls import Call, How
from kiosk.effects.base import Post
from kiosk.flows.lane.events import LaneState, TellLane
from kiosk.flows.shell.calling import CallEnded, CallPlaced, EndCall, PlaceCall
from kiosk.services.staff.messages import Stands

STANDS: Final[Mapping[LaneState, Stands]] = {
    LaneState.OPEN: "open", LaneState.PAUSED: "paused", LaneState.CLOSED: "closed",
}  # fmt: skip
log = logging.getLogger(__name__)


class Boards(Protocol):
    """The call boards that are connected."""

    def show(self, call: Call) -> int:
        """Show a call, or the same one as it is now; return how many boards there are."""
        ...

    def end(self, call_id: str, how: How) -> int:
        """Take a call away; return how many boards there are."""
        ...

    def stand(self, state: Stands) -> int:
        """Show whether the lane serves; return how many boards there are."""
        ...


class Calls:
    """Performs `PlaceCall`, `EndCall` and `TellLane`; without boards nobody says "we called"."""

    def __init__(self, boards: Boards | None, post: Post) -> None:
        self._boards = boards
        self._post = post

    def place(self, effect: PlaceCall) -> None:
        """Show the call, and say on how many boards."""
        boards = self._boards.show(effect.call) if self._boards is not None else 0
        log.info("a person is called: level %d, %d boards", effect.call.level, boards)
        self._post(CallPlaced(effect.call, boards))

    def end(self, effect: EndCall) -> None:
        """Take the call from the boards; one that is away sees it when it comes back."""
        if self._boards is not None:
            self._boards.end(effect.call_id, effect.how)
        self._post(CallEnded(effect.call_id, effect.how))

    def stand(self, effect: TellLane) -> None:
        """Show whether the lane serves."""
        if self._boards is not None:
            self._boards.stand(STANDS[LaneState(effect.state)])
