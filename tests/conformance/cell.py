"""One driver under one fault, from the first opening to the last act, with every law held against it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from devices.api import DeviceError, Health, HealthState
from devices.loop import place_of, supervise
from tests.conformance.cases import Case
from tests.conformance.exercise import Allowance, Exercise, Verdict, until
from tests.conformance.rows import LIMITS, Row
from tests.conformance.stand import Stand, stand_for, without_threads
from tests.virtual_time import run

READY_S = 10.0
NOTICE_S = 95.0
ASK_S = 120.0
LATER_S = 20.0
RETRY_S = 5.0


@dataclass(slots=True)
class Told:
    """What became of one cell, for the table. `broken`: the laws that did not hold."""

    acts: list[str] = field(default_factory=list)
    condition: str = ""
    noticed_s: float | None = None
    back_s: float | None = None
    broken: list[str] = field(default_factory=list)
    remark: str = ""

    def __str__(self) -> str:
        noticed = f"{self.condition} {self.noticed_s:.0f} s" if self.noticed_s is not None else ""
        back = f"back {self.back_s:.0f} s" if self.back_s is not None else ""
        return ", ".join(part for part in ("/".join(dict.fromkeys(self.acts)), noticed, back, self.remark) if part)


class _Ears(logging.Handler):
    """Keeps every log line of one cell."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.levelno, record.getMessage()))


class Running:
    """A driver in use, supervised as the kiosk supervises it, and everything it told."""

    def __init__(self, case: Case, device: Any, do: Callable[..., dict[str, Any]], told: Told) -> None:
        self.case = case
        self.device = device
        self.told = told
        self.exercise: Exercise = case.practice.exercise(device, do)
        self.health: list[Health] = []
        self._task = asyncio.ensure_future(supervise(device, self.health.append))

    async def usable(self, limit_s: float) -> float | None:
        """Wait until it may be used; give how long that took, None when it did not come."""
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        wants_hand = self.device.health.state is HealthState.NEEDS_PERSON
        if wants_hand and not await until(
            lambda: self.device.health.state is not HealthState.NEEDS_PERSON, limit_s / 2
        ):
            await self.exercise.help()
            self.told.remark = "a person helped"
        came = await until(lambda: bool(self.device.health.is_usable), limit_s)
        return loop.time() - began_s if came else None

    async def act(self) -> str:
        """Use it once: the verdict, or the kind of `DeviceError`."""
        limit_s = self.case.practice.limit_s
        try:
            async with asyncio.timeout(limit_s):
                return (await self.exercise.act()).value
        except DeviceError as error:
            return type(error).__name__
        except TimeoutError:
            self.told.broken.append(f"a verb did not end within {limit_s:g} s")
        except Exception as error:
            self.told.broken.append(f"a verb raised {type(error).__name__} at {place_of(error)}: {error}")
        return "broken"

    async def settled(self) -> None:
        """Ask about what is unknown until it is known."""
        loop = asyncio.get_running_loop()
        end_s = loop.time() + ASK_S
        while True:
            try:
                await self.exercise.settle()
                return
            except DeviceError as error:
                if loop.time() > end_s:
                    self.told.broken.append(f"nobody says what became of it: {type(error).__name__}: {error}")
                    return
                await asyncio.sleep(2)

    async def worked(self, when: str, tries: int = 1) -> None:
        """Use it, which has to work."""
        verdict = await self.act()
        while verdict != Verdict.DONE.value and tries > 1:
            tries -= 1
            await asyncio.sleep(RETRY_S)
            await self.usable(READY_S)
            verdict = await self.act()
        if verdict != Verdict.DONE.value:
            self.told.broken.append(f"{when} an act ended {verdict}, condition {_shown(self.device.health)}")

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])
        if not self._task.cancelled():
            self.told.broken.append(f"supervision ended: {self._task.exception()!r}")


def _shown(health: Health) -> str:
    return " ".join([health.state.value, *health.reasons, health.detail])


async def _under(row: Row, stand: Stand, running: Running) -> None:
    """Let the fault begin, use the device under it, see what it says, and let the fault end."""
    told, practice = running.told, running.case.practice
    began_s = asyncio.get_running_loop().time()
    if row.after_s is None:
        row.begin(stand, practice)
        for _ in range(row.acts):
            told.acts.append(await running.act())
    else:
        acting = asyncio.ensure_future(running.act())
        await asyncio.sleep(row.after_s)
        row.begin(stand, practice)
        told.acts.append(await acting)
    if row.must and set(told.acts) != {row.must} and not _is_refusal(row, told.acts):
        told.broken.append(f"an act that has to end {row.must} ended {told.acts}")
    if row.expects and (stand.bytes_written or not row.only_if_asked):
        came = await until(lambda: running.device.health.state in row.expects, NOTICE_S)
        told.condition, told.noticed_s = running.device.health.state, asyncio.get_running_loop().time() - began_s
        if not came:
            told.broken.append(f"{NOTICE_S:g} s later it still says {_shown(running.device.health)}")
    elif row.only_if_asked:
        told.remark = "it only listens: silence is not to be told from nobody"
    await asyncio.sleep(row.lasts_s)
    row.end(stand, practice)


def _is_refusal(row: Row, acts: list[str]) -> bool:
    return row.must == Verdict.REFUSED.value and set(acts) <= {"refused", "Refused", "NeedsPerson"}


async def _play(case: Case, trouble: Callable[[Stand, Running], Any], allowance: Allowance, told: Told) -> None:
    executor = without_threads()
    stand = stand_for(case)
    running = Running(case, stand.device, stand.do, told)
    try:
        await running.exercise.begin()
        if await running.usable(READY_S) is None:
            told.broken.append(f"not usable after {READY_S:g} s: {_shown(stand.device.health)}")
        await running.worked("before the fault")
        await trouble(stand, running)
        await asyncio.sleep(0.05)  # a line that was reset just now is noticed first
        told.back_s = await running.usable(allowance.back_s)
        if told.back_s is None:
            told.broken.append(f"not usable {allowance.back_s:g} s after the fault: {_shown(stand.device.health)}")
            await running.usable(NOTICE_S)
        await running.settled()
        await running.worked("after the fault", allowance.tries)
        await asyncio.sleep(LATER_S)
        await running.settled()
        told.broken += running.exercise.broken(allowance)
        if stand.open_ports > 1:
            told.broken.append(f"{stand.open_ports} ports are open at rest")
        shown = repr(stand.device) + repr(running.health)
        told.broken += [f"{word!r} stands in a repr" for word in running.exercise.private if word in shown]
    finally:
        was_usable = stand.device.health.is_usable
        await running.stop()
        await stand.stop()
        executor.shutdown()
    await asyncio.sleep(0)
    if stand.open_ports:
        told.broken.append(f"{stand.open_ports} ports are open after the end")
    if was_usable and stand.device.health.state is not HealthState.ABSENT:
        told.broken.append(f"closed, it says {_shown(stand.device.health)}")
    timers = [handle for handle in asyncio.get_running_loop()._scheduled if not handle.cancelled()]  # type: ignore[attr-defined]  # noqa: SLF001 - asyncio lists no timers
    told.broken += [f"a timer is left: {handle!r}" for handle in timers]
    _hear(told, running.exercise.private)


def _hear(told: Told, private: tuple[str, ...]) -> None:
    for level, line in next(ears for ears in logging.getLogger().handlers if isinstance(ears, _Ears)).lines:
        if level >= logging.ERROR:
            told.broken.append(f"logged as an error: {line}")
        told.broken += [f"{word!r} stands in the log" for word in private if word in line]


def play(case: Case, trouble: Callable[[Stand, Running], Any], allowance: Allowance | None = None) -> Told:
    """Play a trouble of the suite's own on a case, from opening to end."""
    told, ears, root = Told(), _Ears(), logging.getLogger()
    level = root.level
    root.addHandler(ears)
    root.setLevel(logging.DEBUG)
    try:
        run(_play(case, trouble, allowance or Allowance(), told))
    finally:
        root.setLevel(level)
        root.removeHandler(ears)
    return told


def cell(case: Case, row: Row) -> Told:
    """Play one cell of the matrix."""
    by_kind = LIMITS.get((case.practice.kind, row.name), (Allowance(), ""))
    allowance, remark = LIMITS.get((case.name, row.name), by_kind)
    told = play(case, lambda stand, running: _under(row, stand, running), allowance)
    told.remark = told.remark or remark
    return told
