"""One state of each of the lane's pages, and the hard ones."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.lane.events import LaneState
from kiosk.flows.lane.flow import Forcing, Lane, Setting, State

_TOM = Person("tom", frozenset({Role.ATTENDANT}))

EXAMPLES: Mapping[str, State] = {
    "Lane": Lane(_TOM),
    "Setting": Setting(_TOM, LaneState.PAUSED, 15),
    "Setting-forced": Setting(_TOM, LaneState.CLOSED, reason="safety"),
    "Forcing": Forcing(Setting(_TOM, LaneState.CLOSED)),
}
