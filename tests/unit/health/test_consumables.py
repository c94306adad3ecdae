"""What a device uses up is told with its health, and not told while the device is away."""

from __future__ import annotations

import pytest

from devices.api import Consumable, Health, HealthState, Reason, Supply, Unplugged
from devices.condition import Condition
from devices.drivers.escpos.status import PrinterStatus
from devices.drivers.zpl.status import HostStatus
from tests.virtual_time import run

LOW, OK = (Consumable("paper", Supply.LOW),), (Consumable("paper", Supply.OK),)


def test_a_device_that_is_lost_tells_nothing_of_its_paper() -> None:
    def life(condition: Condition) -> None:
        with condition.opened():
            condition.set(HealthState.READY, consumables=OK)
            assert condition.health.consumables == OK
            raise Unplugged("pulled")

    async def main() -> Condition:
        condition = Condition()
        with pytest.raises(Unplugged):
            life(condition)
        return condition

    assert run(main()).health.consumables == ()


def test_paper_that_gets_low_while_the_printer_is_busy_is_news_and_stays_known() -> None:
    async def main() -> list[Health]:
        told: list[Health] = []
        condition = Condition()
        condition.listen(told.append)
        condition.set(HealthState.BUSY, consumables=OK)
        condition.set(HealthState.BUSY, consumables=LOW)
        condition.set(HealthState.BUSY)
        condition.set(HealthState.DEGRADED, Reason.MEDIA_LOW)
        return told

    told = run(main())
    assert [(health.state, health.consumables) for health in told] == [
        (HealthState.BUSY, OK),
        (HealthState.BUSY, LOW),
        (HealthState.DEGRADED, LOW),
    ]


@pytest.mark.parametrize(
    ("status", "has_sensor", "supply"),
    [
        (PrinterStatus(), True, Supply.OK),
        (PrinterStatus(paper_is_low=True), True, Supply.LOW),
        (PrinterStatus(paper_is_low=True), False, Supply.OK),
        (PrinterStatus(paper_is_low=True, paper_ended=True), True, Supply.EMPTY),
        (PrinterStatus(paper_ended=True), False, Supply.EMPTY),
    ],
)
def test_a_receipt_printer_tells_its_roll_as_far_as_its_sensors_go(
    status: PrinterStatus, has_sensor: bool, supply: Supply
) -> None:
    assert status.consumables(has_near_end_sensor=has_sensor) == (Consumable("paper", supply),)


def test_a_tag_printer_tells_of_its_ribbon_only_that_it_is_gone() -> None:
    assert HostStatus().consumables == (Consumable("labels", Supply.OK),)
    assert HostStatus(is_out_of_ribbon=True).consumables == (
        Consumable("labels", Supply.OK),
        Consumable("ribbon", Supply.EMPTY),
    )
    assert HostStatus(is_out_of_stock=True).consumables == (Consumable("labels", Supply.EMPTY),)
