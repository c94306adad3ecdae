"""The core, put together: store, devices, performers and runtime, on the core thread.

`main` opens the devices; this knows them by `devices.api` only.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast
from zoneinfo import ZoneInfo

from devices.api import Device, Health, HealthState, Lights
from kiosk.backroom.far import Far
from kiosk.backroom.lanes import left_as
from kiosk.checkin import JOURNEY, CheckIn, NoJourney, begun
from kiosk.domain.blockers import SYS_CATALOGUE, SYS_SOFTWARE, SYS_STORAGE
from kiosk.domain.calls import Call
from kiosk.effects.attend import Attending, Goods, role_of
from kiosk.effects.base import Perform, Tasks, performer
from kiosk.effects.digital import Receipts, no_code
from kiosk.effects.lights import Beacon
from kiosk.effects.loose.extras import Extras
from kiosk.effects.loose.finding import Finding
from kiosk.effects.loose.weighing import ShopScale
from kiosk.effects.pay import Payments
from kiosk.effects.print import FactsOf, Papers, no_facts, no_link
from kiosk.effects.scan import Scans, nobody_travels
from kiosk.effects.timers import Timers
from kiosk.effects.voice import Voice
from kiosk.flows import base
from kiosk.flows.checkout import events
from kiosk.flows.intents import NotAnEvent, event_of
from kiosk.flows.shell import Frame, Session, frame
from kiosk.flows.shell.session import ScreenFailed, ServiceLost, Started
from kiosk.health.board import Board
from kiosk.health.view import Fitting
from kiosk.phrases import Speaker
from kiosk.runtime import Core, NoJournal, Runtime, SystemClock
from kiosk.services.catalogue import Catalogue, NoCatalogue, NoGoods, open_catalogue
from kiosk.services.in_store import in_store_table
from kiosk.services.speech import Utterance
from kiosk.settings import DEFAULT_FILE, Settings
from kiosk.staffing.calls import Staffing
from kiosk.store.database import Database
from kiosk.store.errors import StorageCause, StorageUnusable
from kiosk.store.journal import SqliteJournal
from kiosk.store.quarantine import open_and_recover
from kiosk.store.recovery import Recovered
from kiosk.store.tallies import Tallies, stored_tallies
from kiosk.upkeep.care import Care
from kiosk.upkeep.keeping import Upkeep
from kiosk.upkeep.resuming import calls_left, choices_left
from kiosk.wiring.bagging import NO_SCALE, Bags
from kiosk.wiring.clock import look_at_clock
from kiosk.wiring.receipts import paperwork, signed_receipts
from kiosk.wiring.sounding import Sounding
from kiosk.wiring.staffroom import Files, Kept, Staffroom
from kiosk.wiring.wallet import Wallet

DEVICES_WAIT_S = 3.0
log = logging.getLogger(__name__)

Supervise: TypeAlias = Callable[[Device, Callable[[Health], None]], Coroutine[Any, Any, None]]


def _unasked(_told: object) -> None:
    """No flow asks for it: what comes is counted and dropped."""


class Glass(Protocol):
    """What the core needs of the screen side; `present` and `failed` are called on the core thread."""

    def words_for(self, language: str) -> Speaker:
        """Return the words of a language."""
        ...

    def present(self, shown: Frame) -> None:
        """Show a frame."""
        ...

    def caption(self, text: str) -> None:
        """Show what is being said."""
        ...

    def failed(self, error: BaseException) -> None:
        """A task of the core ended with what it must not end with."""
        ...


@dataclass(frozen=True, slots=True)
class Outside:
    """What `main` gives: devices by role with how to keep them alive, the session to begin with, and the version.

    `config` and `profile` are where the settings were read; `far` is what the staff's pages reach by `main` alone;
    `wire_keys` takes a keypad and tells the glass what its keys mean.
    """

    session: Session
    settings: Settings
    version: str
    data_dir: Path
    demo_goods: Path | None
    devices: Mapping[str, Device]
    fittings: Sequence[Fitting]
    supervise: Supervise
    config: Path = DEFAULT_FILE
    profile: str | None = None
    far: Far = field(default_factory=Far)
    wire_keys: Callable[[Any], object] = _unasked


class Engine:
    """The running core; made, booted and used on the core thread."""

    def __init__(self, core: Core, glass: Glass, outside: Outside) -> None:
        self._core = core
        self._glass = glass
        self._outside = outside
        self._journal: SqliteJournal | None = None
        self._database: Database | None = None
        self._running: asyncio.Task[Any] | None = None
        self._tallies = Tallies()
        self._upkeep: Upkeep | None = None
        self._is_serving = True
        self._sounding = Sounding(outside.settings, outside.data_dir, core.spawn, glass.caption, glass.failed)
        self._table: dict[type[base.Effect], Perform] = {}
        self._receipts: Receipts | None = None
        self._facts_of: FactsOf = no_facts
        self._wallet = Wallet()
        self._beacon: Beacon | None = None
        self._bags: Bags | None = None
        self._check_in: CheckIn | None = None
        self._staffing: Staffing | None = None
        self._staffroom: Staffroom | None = None
        self.is_in_service = False  # booted, with its store and what is offered here
        self.is_unfit = False  # started again too often: whoever stands there finishes, then service ends
        self.on_lost: Callable[[], None] = _nothing  # the core left service by itself: only a new start helps
        self._when_free: Callable[[], None] | None = None
        self._is_alerted = False
        self._chosen: tuple[str, base.Access, Call | None, tuple[int, ...]] = ("", base.PLAIN, None, ())
        if (lights := outside.devices.get("lights")) is not None:
            self._beacon = Beacon(cast(Lights, lights), core.spawn)
        self._runtime = Runtime(outside.session, NoJournal(), performer({}), self._present, SystemClock())
        self._tasks = Tasks(self._runtime.post, core.perform)

    async def boot(self) -> None:
        """Open the store, wake the devices, recover, serve. What cannot be opened becomes an honest screen."""
        try:
            session, departures = await begun(self._outside)
            found, catalogue, journal = await asyncio.to_thread(self._open_store)
        except (StorageUnusable, NoCatalogue, NoJourney) as error:
            log.error("out of service: %s", error)
            self._release_store()
            self._runtime.leave_service(SYS_CATALOGUE if isinstance(error, NoCatalogue) else SYS_STORAGE)
            self._running = self._core.spawn(self._runtime.run(), self._glass.failed)
            if (lights := self._outside.devices.get("lights")) is not None:  # they alone: staff see it from afar
                self._core.spawn(self._outside.supervise(lights, lambda _health: None), self._glass.failed)
            return
        self._runtime = Runtime(session, journal, performer(self._table), self._present, SystemClock())
        self._tasks = Tasks(self._post, self._core.perform)
        self._upkeep = upkeep = self._kept_up(journal)
        self._core.spawn(upkeep.run(), self._glass.failed)
        self._running = self._core.spawn(self._runtime.run(), self._glass.failed)
        self._receipts = signed_receipts(self._outside.settings, session.site, self._outside.data_dir)
        if self._database is not None:
            kept, tasks, own = (self._database, journal), (self._tasks, self._glass.failed), self._outside
            work = await paperwork(own.settings, session.site, own.data_dir, kept, tasks, own.devices)
            self._table.update(work.table())
            self._facts_of = work.of
        if departures is not None:
            self._check_in = CheckIn(departures, self._outside, self._tasks, self._glass.words_for)
        self._staffing = Staffing(self._outside.settings.staff, session.site, self._outside.data_dir, self._post)
        counted = {part: upkeep.counted(part, device) for part, device in self._outside.devices.items()}
        self._staffroom = self._open_staffroom(journal, upkeep, counted, catalogue)
        self._perform_always(journal, catalogue)
        await self._staffing.open()
        own, zone = self._outside, ZoneInfo(self._outside.settings.site.timezone)
        about = (own.config, own.settings.site.offers, own.demo_goods)
        look_at_clock(self._core.loop, self._runtime.post, lambda: datetime.now(zone), session.site, about, catalogue)
        self._take_care(journal, zone)
        await self._wake(catalogue, upkeep, counted)
        if self._database is not None and (lane := left_as(self._database)) is not None:
            self._runtime.post(lane)
        self.is_in_service = True
        self._runtime.post(Started(found.sales, found.last_utc_ms, *self._chosen))

    def _present(self, shown: Frame) -> None:
        """Show a picture on the glass, and what it means to staff over it."""
        self._glass.present(shown)
        if self._beacon is not None:
            self._beacon.shown(shown)
        session = self._runtime.session
        if self.is_unfit and shown.screen == "shell/Attract":
            log.error("alert: started again too often within the hour; out of service")
            self.is_unfit = False
            self._runtime.post(ServiceLost(SYS_SOFTWARE))
        if shown.screen == "shell/Attract" and session.site.is_terminal_asked and not self._is_alerted:
            log.error("alert: a payment is not known yet; cards are not taken until it is")
        self._is_alerted = session.site.is_terminal_asked
        if self._runtime.is_lost and self._journal is not None:
            self.on_lost()
        self._act_when_free()

    def screen_failed(self) -> None:
        """End the session of who is not paying, and make the page anew for who is."""
        self._runtime.post(ScreenFailed())
        self._present(replace(frame(self._runtime.session), is_anew=True))

    def when_free(self, act: Callable[[], None]) -> None:
        """Call once when nobody pays and no paper is under way; at once if that is now."""
        self._when_free = act
        self._act_when_free()

    def _act_when_free(self) -> None:
        if self._when_free is None or any(sale.is_under_way for sale in self._runtime.session.sales):
            return
        act, self._when_free = self._when_free, None
        act()

    def _open_store(self) -> tuple[Recovered, Catalogue, SqliteJournal]:
        data_dir = self._outside.data_dir
        self._database, found = open_and_recover(data_dir, time.time_ns() // 1_000_000)
        if found.second_journal_problem is not None:
            raise StorageUnusable(self._database.path, StorageCause.CORRUPT, str(found.second_journal_problem))
        chosen = choices_left(self._database, found.last_session, self._outside.version)
        self._chosen = (*chosen, *calls_left(self._database, time.time_ns() // 1_000_000))
        sells = self._outside.settings.site.journeys != (JOURNEY,)
        today = lambda: date.fromisoformat(self._local()[:10])  # noqa: E731  # the site's day, as it is asked
        catalogue = open_catalogue(data_dir, self._outside.demo_goods, today) if sells else NoGoods()
        self._tallies = stored_tallies(self._database.path)
        self._journal = SqliteJournal(self._database, self._outside.version)
        return found, catalogue, self._journal

    def _kept_up(self, journal: SqliteJournal) -> Upkeep:
        """Return what counts and watches the devices, going on from what is stored."""
        utc_ms = lambda: time.time_ns() // 1_000_000  # noqa: E731  # one clock of two
        board = Board(self._outside.fittings, self._tallies, self._core.loop.time, utc_ms)
        return Upkeep(board, journal, self._outside.data_dir, utc_ms)

    def _take_care(self, journal: SqliteJournal, zone: ZoneInfo) -> None:
        """Look after disk and clock, and check everything at night while nobody is there."""
        if self._database is not None:
            is_free = lambda: not self._runtime.session.id  # noqa: E731  # one question of two
            care = Care(self._database, journal, self._runtime.post, lambda: datetime.now(zone), is_free)
            self._core.spawn(care.run(), self._glass.failed)

    def _post(self, event: base.Event) -> None:
        """Hand an event of a performer on; what it tells of a device is counted on the way."""
        if self._upkeep is not None:
            self._upkeep.seen(event)
        self._runtime.post(event)

    async def _wake(self, catalogue: Catalogue, upkeep: Upkeep, counted: Mapping[str, Any]) -> None:
        """Give each device its performers, keep it alive, and wait a moment for its first word."""
        opened = self._outside.devices
        perform: dict[str, Callable[[Any, Catalogue], object]] = {
            "scanner": self._scan,
            "printer": self._print,
            "terminal": self._pay,
            "scale": self._weigh,
            "bagging_scale": self._weigh_bags,
            "documents": lambda reader, _catalogue: reader.on_document(_unasked),
            "keypad": lambda keypad, _catalogue: self._outside.wire_keys(keypad),
        }
        attending = Attending(self._runtime.post, lambda: self._is_serving, upkeep.heard)
        for part, device in opened.items():
            if wire := perform.get(role_of(part)):
                wire(counted[part], catalogue)
            if self._check_in is not None:
                self._table.update(self._check_in.wired(role_of(part), counted[part]))
            alive = self._outside.supervise(device, attending.listener(part))
            self._core.spawn(alive, self._glass.failed)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DEVICES_WAIT_S):
                while any(device.health.state is HealthState.STARTING for device in opened.values()):
                    await asyncio.sleep(0.05)

    def _perform_always(self, journal: SqliteJournal, catalogue: Catalogue) -> None:
        async def tidied() -> None:
            await journal.checkpoint()
            if await asyncio.to_thread(catalogue.refresh):
                log.info("a newer catalogue is in use")

        if "bagging_scale" in self._outside.devices and self._database is not None:
            self._bags = Bags(self._database.path, journal, self._tasks)
        timers = Timers(self._core.loop, self._runtime.post)
        self._table.update(
            {
                base.StartTimer: timers.start,
                base.StopTimer: timers.stop,
                base.Checkpoint: lambda effect: self._tasks.start(effect, "", tidied()),
                events.ReleaseGoods: Goods(self._runtime.post).release,
                events.Beep: self._sounding.sounds.beep,
                events.MakeCode: no_code if self._receipts is None else self._receipts.performer(self._runtime.post),
                **NO_SCALE,
                **Finding(catalogue, self._tasks, self._local).table(),
                **Extras(catalogue, self._runtime.post, self._outside.settings.site).table(),
                **self._wallet.opened(self._outside, self._database, self._tasks, self._local),
                **(self._check_in.always() if self._check_in is not None else {}),
                **(self._staffing.table() if self._staffing is not None else {}),
                **(self._staffroom.table() if self._staffroom is not None else {}),
            }
        )

    def _open_staffroom(
        self, journal: SqliteJournal, upkeep: Upkeep, counted: Mapping[str, Device], catalogue: Catalogue
    ) -> Staffroom | None:
        own = self._outside
        if self._database is None:
            return None
        room = Staffroom(
            own.settings, Files(own.config, own.profile, own.data_dir, own.version),
            Kept(self._database, journal, upkeep), counted, own.fittings, lambda: self._runtime.session, self._tasks,
            self._glass.words_for, replace(own.far, say=self._say, find_in_store=catalogue.find_in_store),
        )  # fmt: skip
        self._core.spawn(room.look(), self._glass.failed)
        return room

    def with_voice(self, act: Callable[[Voice[Utterance]], None]) -> None:
        """Do something with the voice; the glass asks for it by `FarVoice`."""
        act(self._sounding.voice)

    def _say(self, words: str, language: str) -> None:
        self._sounding.voice.say((words,), language)

    def plug(self, has_headset: bool) -> None:
        """Take note that a headset came or went, where that is not known for good."""
        self._sounding.plug(has_headset)

    def _scan(self, scanner: Any, catalogue: Catalogue) -> None:
        site = self._outside.settings.site
        table = in_store_table(site.in_store) if site.in_store else None
        of_traveller = self._check_in.travellers.event_of if self._check_in is not None else nobody_travels
        post = self._runtime.post if self._bags is None else self._bags.knowing(self._runtime.post)
        asks = (post, of_traveller, self._local, self._wallet.event_of)
        self._table[events.LookUpCode] = Scans(scanner, catalogue, table, site.currency, *asks).typed

    def _print(self, printer: Any, _catalogue: Catalogue) -> None:
        link_of = self._receipts.link if self._receipts is not None else no_link
        own, words = self._outside.session.site, self._glass.words_for
        self._table[events.PrintPaper] = Papers(printer, self._tasks, own, words, link_of, self._facts_of).print

    def _weigh(self, scale: Any, _catalogue: Catalogue) -> None:
        self._table.update(ShopScale(scale, self._post, self._core.loop.time).table())

    def _weigh_bags(self, scale: Any, _catalogue: Catalogue) -> None:
        if self._bags is not None:
            self._table.update(self._bags.wired(scale, self._post, self._core.loop.time))

    def _local(self) -> str:
        """Return the site's time, as `2026-05-31T14:05`."""
        return datetime.now(ZoneInfo(self._outside.settings.site.timezone)).isoformat("T", "minutes")[:16]

    def _pay(self, terminal: Any, _catalogue: Catalogue) -> None:
        self._table.update(Payments(terminal, self._tasks, self._wallet.gifts).table())

    def sent(self, name: str, args: dict[str, int | str]) -> None:
        """Take an event of the glass."""
        try:
            self._runtime.post(event_of(name, args))
        except NotAnEvent as error:
            log.error("%s", error)

    async def close(self) -> None:
        """Take no more events, finish what is being written, and let the files go."""
        self._is_serving = False
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self._beacon is not None:
            await self._beacon.leave()
        if self._staffing is not None:
            await self._staffing.close()
        if self._staffroom is not None:
            self._staffroom.close()
        self._core.end_effects()
        self._wallet.close()
        if self._journal is not None:
            if self._upkeep is not None:
                await self._upkeep.close()
            await self._journal.close()
        if self._check_in is not None:
            self._check_in.close()
        self._release_store()

    def _release_store(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _nothing() -> None:
    """Stand in where nobody waits for it."""
