"""Every driver once on the real wire: a pseudo-terminal, a socket or a folder, and the simulator's own process.

All of them at the same time, because most of it is waiting.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from devices.api import HealthState
from devices.registry import drivers, open_device
from devices.sim.process.kinds import usual_listen
from tests.conformance import table
from tests.conformance.cases import Case, every_case
from tests.conformance.cell import Running, Told
from tests.conformance.exercise import Allowance, until
from tests.unit.sim.processes import Control, Process

NOTICE_S = 95.0
BACK_S = 60.0
ACT_S = 480.0
"""Nets, as no pass waits for them: how fast a device is found, lost and used is tested in virtual time."""


def usual_cases() -> list[Case]:
    """Give each driver on the link that its simulator usually has."""
    usual = (case for case in every_case() if case.listen == usual_listen(case.driver))
    return [replace(case, practice=replace(case.practice, limit_s=ACT_S)) for case in usual]


def _options(case: Case, folder: Path) -> list[str]:
    match case.listen:
        case "pty":
            return ["--link", str(folder / case.driver)]
        case "folder":
            return ["--pictures", str(folder / case.driver)]
    return []


def _url(case: Case, address: str) -> str:
    """Give the URL; a terminal that is asked rarely while idle is asked as often as it may be."""
    url = case.url(address.partition("://")[2])
    if "idle_s" not in drivers()[case.driver]().OPTIONS:
        return url
    return f"{url}{'&' if '?' in url else '?'}idle_s=5"


@contextmanager
def _started(cases: list[Case], folder: Path) -> Iterator[dict[str, tuple[Case, Process, Control]]]:
    with ExitStack() as ending, ThreadPoolExecutor() as pool:
        processes = list(pool.map(lambda case: Process(case.driver, *_options(case, folder)), cases))
        for process in processes:
            ending.callback(process.end)
        controls = [Control(process.line["control"]) for process in processes]
        for control in controls:
            ending.callback(control.close)
        parts = zip(cases, processes, controls, strict=True)
        yield {case.driver: (case, process, control) for case, process, control in parts}


async def _pass(case: Case, process: Process, control: Control) -> Told:
    """Use it, pull the cable, put it back at another place, and use it again."""
    told = Told()

    def do(verb: str, **arguments: Any) -> dict[str, Any]:
        reply = control.do(do=verb, **arguments)
        assert reply["ok"], reply
        return reply

    device = open_device(_url(case, process.line["address"]))
    running = Running(case, device, do, told)
    try:
        await running.exercise.begin()
        if await running.usable(NOTICE_S) is None:
            told.broken.append("it does not become usable")
        await running.worked("before the fault")
        began_s = asyncio.get_running_loop().time()
        do("unplug")
        if not await until(lambda: device.health.state is HealthState.ABSENT, NOTICE_S):
            told.broken.append(f"unplugged it says {device.health.state}")
        told.condition, told.noticed_s = device.health.state, asyncio.get_running_loop().time() - began_s
        do("replug")
        told.back_s = await running.usable(BACK_S)
        if told.back_s is None:
            told.broken.append(f"{BACK_S:g} s after it came back it says {device.health.state}")
        await running.settled()
        await running.worked("after the fault")
        told.broken += running.exercise.broken(Allowance())
    finally:
        await running.stop()
    return told


@pytest.fixture(scope="module")
def passes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """Let all drivers pass at once."""

    async def all_at_once(parts: list[tuple[Case, Process, Control]]) -> list[Told]:
        return await asyncio.gather(*(_pass(*part) for part in parts))

    with _started(usual_cases(), tmp_path_factory.mktemp("wire")) as started:
        descriptors = len(os.listdir("/proc/self/fd"))
        told = asyncio.run(all_at_once(list(started.values())))
        assert len(os.listdir("/proc/self/fd")) == descriptors
    return dict(zip(started, told, strict=True))


@pytest.mark.wire
@pytest.mark.usefixtures("cells", "caplog")
@pytest.mark.parametrize("driver", drivers())
def test_every_driver_works_on_the_real_wire_and_again_after_it_was_pulled(
    driver: str, passes: dict[str, Told]
) -> None:
    told = passes[driver]
    table.note(driver, "real wire", str(told))
    assert told.broken == []
