"""Has the lane opened, paused or closed, and finds at a start how it was left."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from kiosk.flows.lane.events import LaneState, LaneTold, SetLane
from kiosk.store.codec import NotDecodable
from kiosk.store.database import Database
from kiosk.store.day import lane_left

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table

log: Final = logging.getLogger(__name__)


def table(inside: Inside) -> Table:
    """Return what performs the lane's effects."""
    zone = ZoneInfo(inside.settings.site.timezone)

    def set_lane(effect: SetLane) -> None:
        back = datetime.fromtimestamp(inside.utc_ms() / 1000, UTC) + timedelta(minutes=effect.minutes)
        is_told = effect.state is LaneState.PAUSED and effect.minutes > 0
        back_at = f"{back.astimezone(zone):%H:%M}" if is_told else ""
        inside.post(LaneTold(effect.state.value, back_at, effect.is_forced))

    return {SetLane: set_lane}


def left_as(database: Database) -> LaneTold | None:
    """Return how the lane was left when it does not serve; None when it does. What cannot be read keeps it closed."""
    try:
        with database.reader.connect() as connection:
            told = lane_left(connection)
    except NotDecodable as error:
        log.error("how the lane was left cannot be read: %s", error)
        return LaneTold(LaneState.CLOSED.value)
    return None if told is None or told.state == LaneState.OPEN else LaneTold(told.state, told.back_at)
