"""A kiosk with persons on the real tables, its scanner's far side, and clocks that a test moves."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from devices.api import BadScan, Health, HealthState, PrintOutcome, PrintRequest, PrintVerdict, QrBlock, Scan
from kiosk.backroom.persons import entrance, users
from kiosk.domain.stamp import Stamp
from kiosk.effects.base import Tasks, performer
from kiosk.effects.scan import Scans
from kiosk.flows.base import Effect, Event, StartTimer, StopTimer
from kiosk.flows.shell import Session, frame
from kiosk.people.audit import posted
from kiosk.people.opening import People, Persons, opened
from kiosk.people.settings import PeopleSettings
from kiosk.runtime import Runtime
from kiosk.words import SiteFormat, Words
from tests.unit.people.places import Place

PERFORMED = ("kiosk.flows.staff.events", "kiosk.flows.users.events", "kiosk.flows.staffed", "kiosk.flows.base")


class Catalogue:
    """A catalogue that is asked by nobody in these tests; it keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, gtin: str) -> None:
        self.asked.append(gtin)

    def find_in_store(self, item: str) -> None:
        self.asked.append(item)


class Reader:
    """The scanner, which gives its listener away."""

    def __init__(self) -> None:
        self.read: Callable[[Scan | BadScan], None] = lambda _scan: None

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        self.read = listener


class Printer:
    """The receipt printer: what it was given, and what it will say next of it."""

    def __init__(self) -> None:
        self.health = Health(HealthState.READY)
        self.says: PrintOutcome | Exception = PrintOutcome(PrintVerdict.DONE)
        self.given: list[PrintRequest] = []

    async def print_test(self, request: PrintRequest) -> PrintOutcome:
        self.given.append(request)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says

    @property
    def code(self) -> str:
        """The code on the last paper."""
        (qr,) = (block.data for block in self.given[-1].blocks if isinstance(block, QrBlock))
        return qr


class Room:
    """One running kiosk. Another one on the same `place` is the next start after this one was killed."""

    def __init__(
        self, place: Place, session: Session, settings: PeopleSettings | None = None, language: str = "en"
    ) -> None:
        self.place = place
        self.waiting: deque[Event] = deque()
        self.taken: list[Event] = []
        self.timers: dict[str, float] = {}
        self.catalogue, reader = Catalogue(), Reader()
        Scans(reader, self.catalogue, None, "EUR", self.waiting.append)  # type: ignore[arg-type]  # a scanner's one verb
        self.read = reader.read
        self._tasks: set[asyncio.Task[Any]] = set()
        self.printer = Printer()
        self.persons = Persons(place.journal, place.folder, self._open)
        site = SimpleNamespace(timezone="UTC", name="Site", kiosk="1", language=language)
        inside: Any = SimpleNamespace(
            settings=SimpleNamespace(people=settings or PeopleSettings(), site=site),
            tasks=Tasks(self.waiting.append, self._spawn), post=self.waiting.append, persons=self.persons,
            utc_ms=lambda: place.time.utc_ms, devices={"printer": self.printer},
            words_for=lambda language: Words(language, SiteFormat()), session=lambda: self.session,
        )  # fmt: skip
        perform = performer(
            {**entrance.table(inside), **users.table(inside), StartTimer: self._start, StopTimer: self._stop}
        )
        self.runtime = Runtime(session, place.journal, self._performed(perform), lambda _shown: None, self)

    def stamp(self) -> Stamp:
        return Stamp(self.place.time.utc_ms, self.place.time.boot_ms, 7)

    async def _open(self) -> People:
        place = self.place
        own = await opened(
            place.journal, place.folder, posted(self.waiting.append), place.time.clocks(), "Site", lambda _cost: 200.0
        )
        place.opened.append(own)
        return own

    def _performed(self, perform: Callable[[Effect], None]) -> Callable[[Effect], None]:
        """Leave out what these tests have no performer of: sounds and lookups of the customer's flow."""

        def act(effect: Effect) -> None:
            if type(effect).__module__ in PERFORMED:
                perform(effect)

        return act

    def _spawn(self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)

        def ended(done: asyncio.Task[Any]) -> None:
            self._tasks.discard(done)
            if (error := done.exception()) is not None:
                on_error(error)

        task.add_done_callback(ended)

    def _start(self, effect: StartTimer) -> None:
        self.timers[effect.timer] = effect.seconds

    def _stop(self, effect: StopTimer) -> None:
        self.timers.pop(effect.timer, None)

    async def take(self, *events: Event) -> object:
        """Take events and everything that follows of them; return what is on the glass."""
        for event in events:
            self.waiting.append(event)
            await self._settled()
        await self._settled()
        return self.shown

    async def _settled(self) -> None:
        while self.waiting or self._tasks:
            while self.waiting:
                self.taken.append(self.waiting[0])
                await self.runtime.take(self.waiting.popleft())
            if self._tasks:
                await asyncio.wait(self._tasks)
                await asyncio.sleep(0)  # what a task's end calls has its turn

    async def scan(self, text: str) -> object:
        """Let the scanner read a code."""
        self.read(Scan(text.encode(), 0.0))
        return await self.take()

    @property
    def session(self) -> Session:
        return self.runtime.session

    @property
    def shown(self) -> object:
        """The state on the glass: the guest's, or else the customer's screen."""
        over = self.session.over
        return over.state if over is not None else getattr(self.session.screen, "state", self.session.screen)

    @property
    def title(self) -> str:
        return frame(self.session).view.title.key

    def told(self, kind: type[Event]) -> list[Any]:
        return [event for event in self.taken if isinstance(event, kind)]


def in_dutch(session: Session) -> Session:
    """Return a session whose customer reads Dutch, at a site that does not."""
    return replace(session, site=replace(session.site, language="nl"))
