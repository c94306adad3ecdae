"""A kiosk that sells in virtual time: runtime, flows, performers and drivers of the product, simulators on pipes.

Only the clock, the journal's file (in memory) and the ports are the test's.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from devices.api import Printer, Terminal
from devices.loop import supervise
from devices.roles import opened
from devices.sim.process.front import arguments
from devices.sim.process.kinds import build, outlet_for
from kiosk.domain.basket import Product
from kiosk.domain.stamp import Stamp
from kiosk.effects.attend import Attending, Goods
from kiosk.effects.base import Perform, Tasks, performer
from kiosk.effects.digital import no_code
from kiosk.effects.pay import Payments
from kiosk.effects.print import Papers
from kiosk.effects.scan import Scans
from kiosk.effects.timers import Timers
from kiosk.flows import base
from kiosk.flows.base import DeviceChanged, Effect, Event
from kiosk.flows.checkout import events
from kiosk.flows.intents import event_of
from kiosk.flows.shell import Frame, Session
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import Started
from kiosk.phrases import Speaker
from kiosk.runtime import Runtime
from kiosk.store.journal import MemoryJournal
from kiosk.store.recovery import recover
from kiosk.words import SiteFormat, Words
from tests.conformance.stand import without_threads
from tests.faults.links.chaos import Chaos
from tests.unit.devices.pairs import Pair
from tests.unit.flows.given import goods

START_MS = 1_790_000_000_000
URLS = {
    "zvt": "zvt+tcp://127.0.0.1:20007",
    "nexo": "nexo+http://127.0.0.1:8443/nexo?poi=V400m-000000001&sale=K4",
    "escpos": "escpos+tcp://127.0.0.1:9100",
    "linescan": "linescan+serial:///dev/serial/by-id/usb-scanner",
}
ROLES = {"zvt": "terminal", "nexo": "terminal", "escpos": "printer", "linescan": "scanner"}
GTINS = tuple(f"95200010000{n}" for n in ("10", "27", "34", "41", "58"))
KNOBS = {"zvt": ("pin_s=0", "host_s=0.2"), "nexo": ("pin_s=0", "host_s=0.2")}


class Stuck(AssertionError):
    """What was waited for did not come in the time that was given; the text says where the glass stood."""


class Shelf:
    """A catalogue of five invented articles."""

    def find(self, gtin: str) -> Product | None:
        """Find by GTIN-14."""
        return goods(GTINS.index(gtin[-13:])) if gtin[-13:] in GTINS else None

    def find_in_store(self, _item: str) -> Product | None:
        """Nothing is weighed here."""
        return None

    def find_plu(self, _plu: str) -> Product | None:
        """Nothing is loose here."""
        return None


class Clock:
    """Stamps of the loop's own time."""

    def __init__(self, seed: int) -> None:
        self._draws = Random(seed)  # noqa: S311  # a seed must give the same run again
        self._now_s = asyncio.get_running_loop().time

    def stamp(self) -> Stamp:
        """Return the time now."""
        now_ms = round(self._now_s() * 1000)
        return Stamp(START_MS + now_ms, now_ms, self._draws.getrandbits(74))


class Shop:
    """One kiosk with simulators. Make it inside a loop of virtual time and `open` it.

    `performed` counts effects by kind, `frames` keeps the name of each picture.
    """

    def __init__(self, *simulators: str, seed: int = 0, knobs: Mapping[str, tuple[str, ...]] = KNOBS) -> None:
        self._executor = without_threads()
        self._folder = tempfile.TemporaryDirectory()
        self.chaos = {name: Chaos() for name in simulators}
        self.pairs = {name: self._pair(name, knobs.get(name, ())) for name in simulators}
        self.journal = MemoryJournal()
        self.clock = Clock(seed)
        self.frames: list[str] = []
        self.performed: Counter[type[Effect]] = Counter()
        self.shown: Frame | None = None
        self._changed = asyncio.Event()
        self._running: list[asyncio.Task[Any]] = []
        self._working: set[asyncio.Task[Any]] = set()
        self.runtime = self._runtime()

    def _pair(self, name: str, knobs: tuple[str, ...]) -> Pair:
        folder = Path(self._folder.name)
        flags = [part for knob in knobs for part in ("--knob", knob)]
        options = arguments().parse_args([name, *flags, *(["--receipts", str(folder)] if name == "escpos" else [])])
        return Pair(lambda faults, outlet: build(name, options, faults, outlet), outlet_for(name))

    def _runtime(self) -> Runtime:
        devices = {ROLES[name]: DeviceChanged(ROLES[name], "STARTING", False) for name in self.pairs}
        ready = {"scanner": DeviceChanged("scanner", "READY", True)}
        session = Session(replace(SITE, devices={**ready, **devices}), SITE.language)
        table: dict[type[Effect], Perform] = {}
        perform = performer(table)

        def counted(effect: Effect) -> None:
            self.performed[type(effect)] += 1
            perform(effect)

        runtime = Runtime(session, self.journal, counted, self._present, self.clock)
        self._tasks = Tasks(runtime.post, self._spawn)
        attending = Attending(runtime.post, lambda: True)
        self._devices = {
            name: opened(URLS[name], lambda _name: None, self.chaos[name].around(pair.open_port)).device
            for name, pair in self.pairs.items()
        }
        self._listeners = {name: attending.listener(ROLES[name]) for name in self.pairs}
        self._fill(table, runtime)
        return runtime

    def _fill(self, table: dict[type[Effect], Perform], runtime: Runtime) -> None:
        timers = Timers(asyncio.get_running_loop(), runtime.post)
        table.update(
            {
                base.StartTimer: timers.start,
                base.StopTimer: timers.stop,
                base.Checkpoint: lambda effect: self._tasks.start(effect, "", self.journal.checkpoint()),
                events.ReleaseGoods: Goods(runtime.post).release,
                events.Beep: lambda _effect: None,
                events.MakeCode: no_code,
            }
        )
        for name, device in self._devices.items():
            if ROLES[name] == "terminal":
                table.update(paying(device, self._tasks))
            elif ROLES[name] == "printer":
                table[events.PrintPaper] = printing(device, self._tasks)
            else:
                reader: Any = device
                Scans(reader, Shelf(), None, "EUR", runtime.post)

    async def open(self) -> None:
        """Recover as the product does, wake the devices, and wait until they can be used."""
        found = recover(self.journal.database)
        self._running.append(asyncio.ensure_future(self.runtime.run()))
        for name, device in self._devices.items():
            self._running.append(asyncio.ensure_future(supervise(device, self._listeners[name])))
        self.runtime.post(Started(found.sales, found.last_utc_ms))
        await self.until(lambda: all(self.runtime.session.site.is_usable(ROLES[name]) for name in self.pairs), 120)

    async def close(self) -> None:
        """End everything."""
        for task in (*self._running, *self._working):
            task.cancel()
        await asyncio.gather(*self._running, *self._working, return_exceptions=True)
        for pair in self.pairs.values():
            await pair.stop()
        await self.journal.close()
        self.journal.database.close()
        self._executor.shutdown()
        self._folder.cleanup()

    def _spawn(self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> None:
        task = asyncio.ensure_future(work)
        self._working.add(task)

        def ended(done: asyncio.Task[Any]) -> None:
            self._working.discard(done)
            if not done.cancelled() and (error := done.exception()) is not None:
                on_error(error)

        task.add_done_callback(ended)

    def _present(self, shown: Frame) -> None:
        self.shown = shown
        if not self.frames or self.frames[-1] != shown.screen:
            self.frames.append(shown.screen)
        self._changed.set()

    # --- hands ------------------------------------------------------------------------------------------------------

    @property
    def screen(self) -> str:
        """The picture that is shown."""
        return self.shown.screen if self.shown is not None else ""

    @property
    def papers(self) -> list[str]:
        """The text of each paper that the simulated printer cut off, in order."""
        return [file.read_text(encoding="utf-8") for file in sorted(Path(self._folder.name).glob("*.txt"))]

    def press(self, event: str, **arguments: int | str) -> None:
        """Press what sends an event."""
        self.runtime.post(event_of(event, arguments))

    def scan(self, index: int = 0) -> None:
        """Scan an article that the catalogue has."""
        self.runtime.post(events.Scanned(goods(index)))

    def tell(self, event: Event) -> None:
        """Post any event."""
        self.runtime.post(event)

    async def until(self, is_so: Callable[[], bool], patience_s: float = 60.0) -> None:
        """Wait for something to be so; it is looked at with every picture. Raises `Stuck`."""
        deadline_s = asyncio.get_running_loop().time() + patience_s
        while not is_so():
            self._changed.clear()
            try:
                async with asyncio.timeout_at(deadline_s):
                    await self._changed.wait()
            except TimeoutError:
                if not is_so():
                    raise Stuck(f"after {patience_s} s on {self.screen}, before it {self.frames[-8:]}") from None

    async def until_screen(self, *names: str, patience_s: float = 60.0) -> str:
        """Wait for one of some pictures; return its name."""
        await self.until(lambda: self.screen in names, patience_s)
        return self.screen


def paying(terminal: Any, tasks: Tasks) -> dict[type[Effect], Perform]:
    """Return the product's performers of payments at a terminal."""
    typed: Terminal = terminal
    payments = Payments(typed, tasks)
    return {
        events.ConnectTerminal: payments.connect,
        events.SendPayment: payments.send,
        events.SendReversal: payments.reverse,
        events.SendRefund: payments.refund,
        events.AckResult: payments.ack,
        events.AbortPayment: payments.abort,
        events.AskLastPayment: payments.ask,
    }


def printing(printer: Any, tasks: Tasks) -> Perform:
    """Return the product's performer of papers."""
    typed: Printer = printer
    return Papers(typed, tasks, SITE, _words).print


def _words(language: str) -> Speaker:
    return Words(language, SiteFormat("en_IE", "EUR", "Europe/Amsterdam"))
