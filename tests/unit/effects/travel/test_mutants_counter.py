"""A departures system that falls silent over a torn tag: whoever waits for the new number is told."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.departures import DeparturesSilent
from kiosk.flows.base import EffectFailed
from kiosk.flows.checkin.events import TellPrinted
from tests.unit.effects.travel.test_counter import Mute, told


class Torn(Mute):
    """A departures system that does not answer for tags."""

    async def tag_failed(self, plate: str) -> str:
        raise DeparturesSilent("the line is cut")


@pytest.mark.allowed_logs("was not told what was printed: the line is cut", "TellPrinted raised .*the line is cut")
def test_a_new_number_that_nobody_gives_is_said_to_the_flow_that_waits() -> None:
    plate = "0999000123"
    assert told(Torn(0), TellPrinted("ANA001", plate=plate, is_printed=False, job_id="job-1")) == [
        EffectFailed("TellPrinted", "job-1")
    ]
