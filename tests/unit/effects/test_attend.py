"""Small effects, the table of performers, and what devices say of themselves."""

from __future__ import annotations

import logging

import pytest

from devices.api import Health, HealthState, Reason
from kiosk.effects.attend import Attending, Goods
from kiosk.effects.base import performer
from kiosk.flows.base import Checkpoint, DeviceChanged, Effect, Event, StopTimer
from kiosk.flows.checkout.events import Released, ReleaseGoods


def test_an_effect_nobody_performs_raises_so_that_the_flow_hears_of_it() -> None:
    done: list[Effect] = []
    perform = performer({StopTimer: done.append})
    with pytest.raises(LookupError, match="nobody performs Checkpoint"):
        perform(Checkpoint())
    perform(StopTimer("a"))
    assert done == [StopTimer("a")]


def test_goods_are_released_by_word_alone() -> None:
    posted: list[Event] = []
    Goods(posted.append).release(ReleaseGoods("s"))
    assert posted == [Released("s")]


@pytest.mark.parametrize(
    ("health", "level"),
    [
        (Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,), detail="no port"), "WARNING"),
        (Health(HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY, Reason.COVER_OPEN)), "WARNING"),
        (Health(HealthState.STARTING), "INFO"),
        (Health(HealthState.DEGRADED, (Reason.MEDIA_LOW,)), "INFO"),
        (Health(HealthState.READY), "INFO"),
    ],
)
def test_a_devices_condition_becomes_an_event_and_a_line_for_technicians(
    health: Health, level: str, caplog: pytest.LogCaptureFixture
) -> None:
    posted: list[Event] = []
    with caplog.at_level(logging.INFO):
        Attending(posted.append, lambda: True).listener("printer")(health)
    reasons = tuple(str(reason) for reason in health.reasons)
    assert posted == [DeviceChanged("printer", str(health.state), health.is_usable, reasons)]
    assert [record.levelname for record in caplog.records] == [level]
    assert all(reason in caplog.text for reason in reasons)


def test_what_a_device_says_while_the_kiosk_closes_is_nobodys_news(caplog: pytest.LogCaptureFixture) -> None:
    posted: list[Event] = []
    Attending(posted.append, lambda: False).listener("printer")(Health(HealthState.ABSENT))
    assert posted == []
    assert caplog.records == []


ABSENT = Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,))
READY = Health(HealthState.READY)


@pytest.mark.allowed_logs("scanner ABSENT", "scanner-2 ABSENT")
def test_two_scanners_stand_in_for_each_other_and_the_flows_hear_of_one_role() -> None:
    posted: list[Event] = []
    attending = Attending(posted.append, lambda: True)
    hand, camera = attending.listener("scanner"), attending.listener("scanner-2")
    hand(ABSENT)
    camera(READY)
    hand(READY)
    hand(ABSENT)
    camera(Health(HealthState.DEGRADED, (Reason.FORMAT_ERROR,)))
    hand(READY)
    camera(ABSENT)
    hand(ABSENT)
    assert posted == [
        DeviceChanged("scanner", "ABSENT", False, ("NOT_REACHABLE",)),
        DeviceChanged("scanner", "READY", True),
        DeviceChanged("scanner", "DEGRADED", True, ("FORMAT_ERROR",)),
        DeviceChanged("scanner", "READY", True),
        DeviceChanged("scanner", "ABSENT", False, ("NOT_REACHABLE",)),
    ]
