"""What self-tests reach of a kiosk with one device: its driver against its simulator, and who listens to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from devices.api import HealthState
from devices.registry import open_device
from devices.sim.escpos.printer import EscPosPrinter
from devices.sim.keys.keypad import Keypad
from devices.sim.lights.board import RelayBoard
from devices.sim.mrzserial.reader import MrzReader
from devices.sim.scales.toledo8217 import Toledo8217
from devices.sim.scanners.linescan import LineScanner
from devices.sim.signdemo.device import SigningDevice
from devices.sim.signdemo.store import SignedStore
from devices.sim.zpl.printer import ZplPrinter
from kiosk.arguments import CONFIG
from kiosk.backroom.far import Far
from kiosk.backroom.inside import Inside
from kiosk.backroom.testing.bench import Bench
from kiosk.domain.selftests import Ask, Kind, Measured, Verdict
from kiosk.domain.text import LocalText
from kiosk.domain.values import replace
from kiosk.flows.base import PLAIN, Place, Site
from kiosk.flows.selftest import events as e
from kiosk.flows.selftest.examples import EXAMPLES
from kiosk.flows.selftest.states import Running
from kiosk.flows.selftest.steps import coded, told
from kiosk.flows.shell.session import Over, Session
from kiosk.health.counting import Counted
from kiosk.health.counts import Counts
from kiosk.health.view import Fitting
from kiosk.settings import load
from kiosk.words import SiteFormat, Words
from tests.unit.devices.pairs import Pair, Watched, face_to_face
from tests.unit.devices.zvt.zvt_pair import build as zvt
from tests.unit.effects.rig import Rig

NOW = datetime(2026, 5, 31, 12, 0, tzinfo=UTC)
SETTINGS = load(CONFIG)
SITE = Site("Market", "lane-1", "EUR", ("nl", "en"), "nl", Place(LocalText((("nl", "Balie"),)), "1", "08:00", "20:00"))
AT_TESTS = Over("selftest", EXAMPLES["Plan"], "nl", PLAIN)


class Room(Rig):
    """What the bench reaches of a kiosk with one device, whose readings go to a customer when nobody tests."""

    def __init__(self, folder: Path, part: str = "", device: Any = None) -> None:
        super().__init__()
        self.counts = Counts(lambda: 0.0, lambda: 0, {})
        self.customers: list[Any] = []
        self.said: list[str] = []
        devices: dict[str, Any] = {}
        if device is not None:
            devices[part] = counted = Counted(device, part, self.counts)
            for listen in ("on_scan", "on_reading", "on_document", "on_key"):
                if hasattr(device, listen):
                    getattr(counted, listen)(self.customers.append)
        self.seen = Session(SITE, SITE.language, over=AT_TESTS)
        fittings = [Fitting(part, "driver", "driver+tcp://x")] if part else []
        self.inside = cast(
            Inside,
            SimpleNamespace(
                settings=SETTINGS, data_dir=folder, version="1.0", devices=devices, fittings=fittings,
                session=lambda: self.seen, post=self.posted.append, tasks=self.tasks,
                words_for=lambda language: Words(language, SiteFormat()),
                far=Far(say=lambda text, _language: self.said.append(text)),
            ),
        )  # fmt: skip
        self.bench = Bench(self.inside)
        self.part = part

    def begin(self, kind: Kind, ask: Ask, *, grams: int = 0) -> e.MeasureStep:
        """Begin a step as the flow does."""
        self.step = running(kind, ask, grams)
        effect = e.MeasureStep(self.step.step_id, self.part, self.step.step, "en")
        self.bench.table()[e.MeasureStep](effect)
        return effect

    async def answer(self) -> e.StepMeasured:
        """Wait for the word on the step; the virtual clock says when there never will be one."""
        async with asyncio.timeout(1000):
            while not (own := [event for event in self.posted if isinstance(event, e.StepMeasured)]):
                await asyncio.sleep(0.01)
        return own[-1]

    async def verdict(self) -> tuple[Verdict, str, Measured]:
        """Return what the flow makes of it."""
        state, _ = told(self.step, await self.answer())
        assert isinstance(state, Running)
        assert state.finding is not None
        return state.finding.verdict, state.finding.why, state.finding.measured

    def totals(self) -> dict[str, int]:
        return {name: amount for (_, name), amount in self.counts.total().items() if not name.endswith("_ms")}


def running(kind: Kind, ask: Ask, grams: int = 0) -> Running:
    example = EXAMPLES["Running"]
    assert isinstance(example, Running)
    test = coded(next(own for own in example.known.tests if own.kind is kind), 123_456)
    step = next(own for own in test.steps if own.ask is ask)
    return replace(example, step=replace(step, expected=replace(step.expected, amount=grams or step.expected.amount)))


Script = Callable[[Pair, Watched, Room], Coroutine[Any, Any, None]]
KINDS: dict[str, tuple[str, Callable[..., Any]]] = {
    "printer": (
        "escpos+tcp://127.0.0.1:9100?profile=tm-t88v", lambda faults, outlet: EscPosPrinter(faults, outlet, 512)
    ),
    "scale": ("toledo8217+serial:///dev/x", lambda faults, outlet: Toledo8217(faults, outlet, {})),
    "scanner": ("linescan+serial:///dev/x", lambda faults, outlet: LineScanner(faults, outlet)),
    "lights": ("lights+serial:///dev/x?profile=lcus-4", lambda f, outlet: RelayBoard(f, outlet, {"board": "lcus"})),
    "documents": ("mrzserial+serial:///dev/x", lambda faults, outlet: MrzReader(faults, outlet, {})),
    "terminal": ("zvt+tcp://10.0.0.5:20007", zvt(is_serial=False)),
    "tags": ("zpl+tcp://127.0.0.1:9100", lambda faults, outlet: ZplPrinter(faults, outlet, {})),
    "signing": (
        "signdemo+tcp://10.0.0.11:9300",
        lambda f, outlet: SigningDevice(f, outlet, {}, SignedStore(None, 0, NOW), lambda: NOW),
    ),
    "keypad": ("keypad+hid://2341:8036", lambda faults, outlet: Keypad(faults, outlet, {})),
}  # fmt: skip


def at(part: str, folder: Path, script: Script) -> None:
    """Run a script with one device of a kind, ready; nothing is left running."""
    url, build = KINDS[part]

    async def with_room(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        room = Room(folder, part, watched.device)
        try:
            await script(pair, watched, room)
        finally:
            await room.stop()

    face_to_face(build, lambda open_port: open_device(url, open_port=open_port), with_room)
