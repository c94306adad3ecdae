"""Paid services at the departures system's counter: asked for until it says something, and answered once."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.asking import SEAT, No, Refused, SeatWish
from kiosk.domain.travel.selling.taking_back import Service, TakenBack
from kiosk.domain.values import replace
from kiosk.effects.checkin.travel import PAUSES_S, TakingBack
from kiosk.flows.base import EffectFailed, Event
from kiosk.flows.checkout.attended.events import ServicesTold, TakeServicesBack
from kiosk.services.departures.limited import LimitedDepartures
from kiosk.services.departures.memory import MemoryDepartures
from tests.unit.effects.rig import Rig
from tests.unit.services.departures.world import CONTENTS, NAMESAKE, Clock, check_in
from tests.virtual_time import run

BOUGHT = replace(check_in("sale-1", NAMESAKE), seats=(SeatWish("p1", 1, "3A", 1200),), amount_minor=1200)
ANSWER = ServicesTold("sale-1", TakenBack("sale-1", "EUR", (Service(SEAT, 1200, "3A", "1A"),)))


class Mute(MemoryDepartures):
    """A departures system that takes services back, and whose word of it is lost `silences` times."""

    def __init__(self, silences: int) -> None:
        super().__init__(CONTENTS, Clock())
        self.silences = silences

    async def take_back(self, order_id: str) -> TakenBack | Refused:
        told = await super().take_back(order_id)
        self.silences -= 1
        return Refused(No.SILENT) if self.silences >= 0 else told


class Broken(MemoryDepartures):
    """A departures system whose adapter raises."""

    async def take_back(self, order_id: str) -> TakenBack | Refused:
        raise RuntimeError("a fault of the adapter")


def told(departures: MemoryDepartures, *, is_bought: bool = True) -> list[Event]:
    async def main() -> list[Event]:
        rig = Rig()
        if is_bought:
            await departures.prepare(BOUGHT)
            await departures.complete("sale-1")
        limited = LimitedDepartures(departures, lambda: 0.0)
        TakingBack(limited, rig.tasks).take_back(TakeServicesBack("sale-1"))
        return await rig.done()

    return run(main())


@pytest.mark.parametrize("silences", [0, 1, len(PAUSES_S) - 1])
def test_a_lost_word_is_asked_for_again_and_the_answer_is_what_was_done_once(silences: int) -> None:
    assert told(Mute(silences)) == [ANSWER]


@pytest.mark.allowed_logs("the departures system is silent")
def test_silence_is_told_as_silence_and_the_same_question_later_has_its_answer() -> None:
    departures = Mute(len(PAUSES_S))
    assert told(departures) == [ServicesTold("sale-1", None, "silent")]
    assert told(departures, is_bought=False) == [ANSWER]


@pytest.mark.allowed_logs("are not taken back: unknown")
def test_what_the_system_does_not_know_is_told_at_once() -> None:
    assert told(Mute(0), is_bought=False) == [ServicesTold("sale-1", None, "unknown")]


@pytest.mark.allowed_logs("TakeServicesBack raised")
def test_a_fault_is_heard_by_the_flow() -> None:
    assert told(Broken(CONTENTS, Clock())) == [EffectFailed("TakeServicesBack", "sale-1")]
