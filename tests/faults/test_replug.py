"""Every driver pulled and put back again and again: nothing of an earlier life is left, and it is usable each time.

A thousand rounds on real lines: `make bench PAIR=replug`.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from devices.api import Health
from devices.loop import supervise
from tests.conformance.cases import Case, every_case
from tests.conformance.exercise import until
from tests.conformance.stand import MemoryStand, without_threads
from tests.virtual_time import run

ROUNDS = 25
SETTLED = 3
NOTICE_S = 95.0
READY_S = 10.0
CASES = [case for case in every_case() if case.transport != "folder"]  # a folder of pictures has no cable


@dataclass(frozen=True, slots=True)
class Left:
    """What a driver holds while it is usable."""

    tasks: int
    timers: int
    ports: int


def held(stand: MemoryStand) -> Left:
    loop = asyncio.get_running_loop()
    timers = [timer for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined] # noqa: SLF001 # no public way
    return Left(len(asyncio.all_tasks()), len(timers), stand.open_ports)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_driver_that_is_pulled_again_and_again_leaves_no_task_timer_or_port_behind(case: Case) -> None:
    async def main() -> None:
        without_threads()
        stand = MemoryStand(case)
        heard: list[Health] = []
        alive = asyncio.ensure_future(supervise(stand.device, heard.append))
        found: list[Left] = []
        for round_no in range(ROUNDS):
            assert await until(lambda: stand.device.health.is_usable, READY_S), f"round {round_no}: not usable again"
            await asyncio.sleep(2)
            found.append(held(stand))
            stand.do("unplug")
            if not await until(lambda: not stand.device.health.is_usable, NOTICE_S):
                raise AssertionError(f"round {round_no}: the pull was not noticed")
            assert stand.open_ports == 0, f"round {round_no}: a port of the life before is open"
            stand.do("replug")
        alive.cancel()
        await asyncio.gather(alive, return_exceptions=True)
        await stand.stop()
        assert stand.open_ports == 0
        settled = found[SETTLED:]
        least = Left(*(min(getattr(one, name) for one in settled[:5]) for name in ("tasks", "timers", "ports")))
        most = Left(*(max(getattr(one, name) for one in settled[-5:]) for name in ("tasks", "timers", "ports")))
        assert most.tasks <= least.tasks + 1, found
        assert most.timers <= least.timers + 2, found
        assert most.ports <= max(1, least.ports), found

    run(main())
