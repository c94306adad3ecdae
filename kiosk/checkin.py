"""Check-in, put together: the departures system, readers, printers and scales at the service of its flow."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from devices.api import DocumentReader, Printer, Scale, TagPrinter
from kiosk.domain.travel.eligibility import TravelRules
from kiosk.effects.base import Perform, Tasks
from kiosk.effects.checkin.pass_code import PassCodes
from kiosk.effects.checkin.passes import TravelPapers
from kiosk.effects.checkin.readers import Travellers
from kiosk.effects.checkin.travel import Counter, Release, TakingBack
from kiosk.effects.checkin.weigh import Weighings
from kiosk.flows.base import Effect
from kiosk.flows.checkin.events import MakePassCode, PrintPass, PrintTag, PrintTravelSlip
from kiosk.flows.checkout.attended.events import TakeServicesBack
from kiosk.flows.checkout.events import ReleaseGoods
from kiosk.flows.shell import Session
from kiosk.phrases import Speaker
from kiosk.services.departures.embedded.opening import NoDepartures
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from kiosk.services.departures.limited import LimitedDepartures
from kiosk.services.departures.tables import BadTable, travel_rules
from kiosk.services.pass_key import PassKey, pass_key
from kiosk.services.receipt_key import ReceiptKey, receipt_key
from kiosk.settings import Settings

JOURNEY: Final = "checkin"
log = logging.getLogger(__name__)


class NoJourney(RuntimeError):
    """Nothing of what this kiosk is to offer can be offered."""


class Outside(Protocol):
    """What check-in needs of what `main` gives."""

    @property
    def session(self) -> Session:
        """The session to begin with."""
        ...

    @property
    def settings(self) -> Settings:
        """All settings."""
        ...

    @property
    def data_dir(self) -> Path:
        """Where data is kept."""
        ...


async def begun(outside: Outside) -> tuple[Session, EmbeddedDepartures | None]:
    """Return the session with the journeys of the settings, and the departures system where check-in is one.

    Check-in that cannot be opened is not offered; the log says why, and the other journeys are. Raises `NoJourney`.
    """
    session, settings = outside.session, outside.settings
    journeys: tuple[str, ...] = settings.site.journeys
    if JOURNEY not in journeys:
        return replace(session, site=replace(session.site, journeys=journeys)), None
    try:
        rules = travel_rules()
        place = settings.departures.url or outside.data_dir
        departures = await asyncio.to_thread(_opened, place, rules, is_demo=session.site.is_demo)
    except (NoDepartures, BadTable) as error:
        if journeys == (JOURNEY,):
            raise NoJourney(str(error)) from error
        log.error("no check-in: %s", error)
        others = tuple(own for own in journeys if own != JOURNEY)
        return replace(session, site=replace(session.site, journeys=others)), None
    return replace(session, site=replace(session.site, journeys=journeys, travel=rules)), departures


def _opened(place: Path | str, rules: TravelRules, *, is_demo: bool) -> EmbeddedDepartures:
    if not is_demo:
        return EmbeddedDepartures(place, utc_ms)
    from kiosk.services.departures.demo.opening import open_demo  # nobody's in service

    return open_demo(place, rules.layouts, utc_ms)


async def demo_travellers(settings: Settings, data_dir: Path) -> Sequence[Mapping[str, Any]]:
    """Return what the cast of the demo airport holds, for the bench beside it: see `held_by_cast`; none in a fault."""
    from kiosk.services.departures.demo.holding import held_by_cast  # nobody's in service

    try:
        return await asyncio.to_thread(held_by_cast, settings.departures.url or data_dir)
    except NoDepartures as error:
        log.error("the bench gets no travellers: %s", error)
        return ()


class CheckIn:
    """The performers of check-in. Devices are wired as they are opened; what is not there is told as such."""

    def __init__(
        self, departures: EmbeddedDepartures, outside: Outside, tasks: Tasks, words: Callable[[str], Speaker]
    ) -> None:
        self._system = departures
        self._tasks = tasks
        self._words = words
        self._site = outside.session.site
        self._page = outside.settings.receipt.site
        self._zone = ZoneInfo(outside.settings.site.timezone)
        self._departures = LimitedDepartures(departures, time.monotonic)
        self._signers = _signers(outside.data_dir)
        self._printer: Printer | None = None
        self._tags: TagPrinter | None = None
        self.travellers = Travellers(tasks.post, self._today, is_demo=self._site.is_demo)

    def _today(self) -> date:
        return datetime.now(self._zone).date()

    def always(self) -> Mapping[type[Effect], Perform]:
        """Return the performers that need no device."""
        seller = (self._site.name, self._site.kiosk)
        codes = PassCodes(
            self._page, seller, self._zone, self._signers, self._words, is_demo=self._site.is_demo
        )  # fmt: skip
        return {
            **Counter(self._departures, self._tasks).table(),
            ReleaseGoods: Release(self._departures, self._tasks).release,
            TakeServicesBack: TakingBack(self._departures, self._tasks).take_back,
            MakePassCode: codes.performer(self._tasks.post),
            **self._papers(),
        }

    def wired(self, role: str, device: Any) -> Mapping[type[Effect], Perform]:
        """Take a device of a role; return the performers that work with it."""
        match role:
            case "documents":
                reader: DocumentReader = device
                reader.on_document(self.travellers.document)
                return {}
            case "scale":
                scale: Scale = device
                return Weighings(scale, self._tasks).table()
            case "printer":
                self._printer = device
            case "tags":
                self._tags = device
            case _:
                return {}
        return self._papers()

    def _papers(self) -> Mapping[type[Effect], Perform]:
        signer = self._signers[1]
        papers = TravelPapers(self._printer, self._tags, self._tasks, self._site, self._words, signer)
        return {PrintPass: papers.print_pass, PrintTag: papers.print_tag, PrintTravelSlip: papers.print_slip}

    def close(self) -> None:
        """Let the departures system go."""
        self._system.close()


def _signers(data_dir: Path) -> tuple[ReceiptKey | None, PassKey | None]:
    """Return who signs links and passes; without keys passes carry no proof, and the log says why."""
    try:
        return receipt_key(data_dir), pass_key(data_dir)
    except OSError as error:
        log.error("boarding passes are not signed: %s", error)
        return None, None


def utc_ms() -> int:
    """Return the time now, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
