from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest

from devices.api import DeviceError, Garbled, Health, HealthState, NeedsPerson, NoAnswer, Reason, Refused, Unplugged
from devices.condition import Condition
from devices.loop import supervise, together
from tests.virtual_time import LeftOver, Stuck, run


class Scripted:
    """A device whose lives end as told; it notes when each began."""

    def __init__(self, *lives: BaseException | None) -> None:
        self._lives = list(lives)
        self._condition = Condition()
        self.began: list[float] = []

    @property
    def health(self) -> Health:
        return self._condition.health

    def on_health(self, listener: Callable[[Health], None]) -> None:
        self._condition.listen(listener)

    async def reset(self) -> None:
        """Nothing to reset."""

    async def run(self) -> None:
        self.began.append(asyncio.get_running_loop().time())
        with self._condition.opened():
            life = self._lives.pop(0) if self._lives else None
            if life is not None:
                raise life
            self._condition.set(HealthState.READY)
            await asyncio.sleep(5)
            raise Unplugged("after five seconds")


def watch(device: Scripted, for_s: float, on_state: Callable[[Health], None] | None = None) -> list[Health]:
    heard: list[Health] = []

    async def main() -> None:
        task = asyncio.ensure_future(supervise(device, on_state or heard.append))
        await asyncio.sleep(for_s)
        assert not task.done()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(main())
    return heard


def test_a_device_that_is_not_there_is_tried_again_after_growing_pauses_for_ever() -> None:
    device = Scripted(*[Unplugged("no such path")] * 100)
    watch(device, 60)
    assert device.began == [0, 0.5, 1.5, 3.5, 8.5, 18.5, 28.5, 38.5, 48.5, 58.5]


def test_the_pauses_start_anew_once_the_device_was_ready() -> None:
    device = Scripted(Unplugged("a"), Unplugged("b"), None, Unplugged("c"))
    watch(device, 9)
    assert device.began == [0, 0.5, 1.5, 7.0, 8.0]


@pytest.mark.parametrize(
    ("error", "state", "reasons"),
    [
        (Unplugged("gone"), HealthState.ABSENT, (Reason.NOT_REACHABLE,)),
        (NoAnswer("mute"), HealthState.SILENT, (Reason.NOT_RESPONDING,)),
        (Garbled("noise"), HealthState.FAULT, (Reason.FORMAT_ERROR,)),
        (NeedsPerson("paper"), HealthState.NEEDS_PERSON, ()),
        (Refused("6F", "currency"), HealthState.FAULT, (Reason.HARDWARE_ERROR,)),
        (DeviceError("else"), HealthState.FAULT, (Reason.SOFTWARE_ERROR,)),
    ],
)
def test_each_kind_of_loss_has_its_own_condition(
    error: DeviceError, state: HealthState, reasons: tuple[Reason]
) -> None:
    heard = watch(Scripted(error), 0.1)
    assert [(health.state, health.reasons) for health in heard] == [(HealthState.STARTING, ()), (state, reasons)]


def test_a_lost_device_does_not_flicker_while_it_is_retried() -> None:
    heard = watch(Scripted(*[Unplugged("gone")] * 100), 60)
    assert [health.state for health in heard] == [HealthState.STARTING, HealthState.ABSENT]
    assert heard[-1].since_mono == 0


def test_an_unexpected_exception_is_logged_once_with_type_and_place_and_never_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    device = Scripted(*[ZeroDivisionError("card 4111111111111111")] * 100)
    with caplog.at_level(logging.ERROR):
        heard = watch(device, 60)
    assert len(device.began) == 10
    assert [(health.state, health.reasons) for health in heard[1:]] == [(HealthState.FAULT, (Reason.SOFTWARE_ERROR,))]
    (record,) = caplog.records
    assert "ZeroDivisionError at test_device_supervision.py:" in record.getMessage()
    assert "4111" not in record.getMessage() + heard[-1].detail


def test_a_device_that_cancels_itself_is_a_software_error_and_is_retried(caplog: pytest.LogCaptureFixture) -> None:
    device = Scripted(asyncio.CancelledError(), Unplugged("gone"))
    heard = watch(device, 1)
    assert device.began == [0, 0.5]
    assert HealthState.FAULT in [health.state for health in heard]
    assert len(caplog.records) == 1


def test_a_driver_that_says_nothing_of_its_loss_is_reported_all_the_same() -> None:
    class Mute(Scripted):
        async def run(self) -> None:
            raise NoAnswer("mute")

    assert [health.state for health in watch(Mute(), 0.1)] == [HealthState.SILENT]


def test_a_driver_whose_run_returns_is_at_fault_and_is_retried() -> None:
    class Short(Scripted):
        async def run(self) -> None:
            self.began.append(asyncio.get_running_loop().time())

    device = Short()
    heard = watch(device, 1)
    assert device.began == [0, 0.5]
    assert heard[0].reasons == (Reason.SOFTWARE_ERROR,)


def test_a_listener_that_raises_does_not_stop_the_device(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: Health) -> None:
        raise RuntimeError("no text of mine")

    device = Scripted()
    watch(device, 1, broken)
    assert device.health.state is HealthState.ABSENT
    assert len(device.began) == 1
    assert all("RuntimeError" in record.getMessage() for record in caplog.records)
    assert caplog.records


def test_cancelling_the_supervision_closes_the_device() -> None:
    device = Scripted()
    heard = watch(device, 1)
    assert [health.state for health in heard] == [HealthState.STARTING, HealthState.READY, HealthState.ABSENT]
    assert device.health.detail == "closed"


def test_parts_that_run_together_end_with_the_first_and_leave_nothing_running() -> None:
    ended: list[str] = []

    async def part(name: str, seconds: float, error: Exception | None) -> None:
        try:
            await asyncio.sleep(seconds)
            if error is not None:
                raise error
        finally:
            ended.append(name)

    async def main() -> None:
        with pytest.raises(Unplugged):
            await together(part("reader", 2, Unplugged("gone")), part("beat", 5, None))
        assert asyncio.get_running_loop().time() == 2

    run(main())
    assert ended == ["reader", "beat"]


def test_virtual_time_jumps_to_the_next_timer_and_notices_what_never_ends() -> None:
    async def sleeper() -> float:
        await asyncio.sleep(86_400)
        return asyncio.get_running_loop().time()

    async def leaver() -> None:
        asyncio.ensure_future(asyncio.sleep(1)).set_name("forgotten")

    assert run(sleeper()) == 86_400
    with pytest.raises(LeftOver, match="forgotten"):
        run(leaver())


def test_virtual_time_says_so_when_nothing_can_ever_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.virtual_time._STUCK_AFTER_REAL_S", 0.0)

    async def waits() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(Stuck):
        run(waits())
