"""One life of the kiosk, from its start to an end without warning."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from kiosk.arguments import CONFIG, ROOT
from kiosk.services.gift_cards.embedded import FILE_NAME
from main import Kiosk, Plan, end_application, log
from tests.faults.walk.airport import Hall, hall
from tests.faults.walk.judging.rules import MARK
from tests.faults.walk.judging.watch import watched
from tests.faults.walk.moved import Clock
from tests.faults.walk.report import LANGUAGES, Report
from tests.faults.walk.shop import Shop, shop
from tests.faults.walk.travelling import TravelWalker
from tests.faults.walk.walker import Walker

if TYPE_CHECKING:
    from kiosk.engine import Outside
    from kiosk.runtime import Core
    from kiosk.settings import Settings
    from screens.app import Glass

GOODS = ROOT / "assets" / "catalogue" / "demo-store.csv"
LISTS = ("demo-members.csv", "demo-points.csv", "demo-gift-cards.csv")  # found beside the goods
NAMES = 8  # the first column with a name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk happens: its folder, with a settings file for each language, and marked goods."""

    folder: Path
    profile: str | None = None  # `airport`: travellers come, not customers

    @property
    def goods(self) -> Path:
        """The marked goods."""
        return self.folder / "goods.csv"

    def config(self, language: str) -> Path:
        """Return the settings of a shop that speaks `language` while nobody is there."""
        return self.folder / f"kiosk-{language}.toml"

    def prepare(self) -> None:
        """Write the files."""
        file = CONFIG if self.profile is None else CONFIG.with_name(f"{self.profile}.toml")
        text = file.read_text(encoding="utf-8").replace('engine = "espeak"', 'engine = "recorder"')
        text = re.sub(r'opens = "\d\d:\d\d"', 'opens = "00:00"', text)
        text = text.replace('carrier_bag = ""', 'carrier_bag = "KM-001"').replace(
            'good_cause = ""', 'good_cause = "KM-004"'
        )
        text = re.sub(r'closes = "\d\d:\d\d"', 'closes = "23:59"', text)
        text += "" if self.profile is None else '\n[speech]\nengine = "recorder"\n'
        for language in LANGUAGES:
            own = text.replace('language = "nl"', f'language = "{language}"')
            self.config(language).write_text(own, encoding="utf-8")
        for own in LISTS:
            shutil.copy(GOODS.with_name(own), self.folder)
        head, *rows = GOODS.read_text(encoding="utf-8").splitlines()
        self.goods.write_text("\n".join((head, *map(_marked, rows))) + "\n", encoding="utf-8")


def _marked(row: str) -> str:
    import csv
    import io

    cells = next(csv.reader([row]))
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(
        [f"{cell} {MARK}" if NAMES <= number < NAMES + len(LANGUAGES) else cell for number, cell in enumerate(cells)]
    )
    return out.getvalue()


class Served(QObject):
    """Brings the news that the kiosk serves to the glass."""

    came = Signal()


class Walked(Kiosk):
    """The product's own kiosk with a walker on its glass and the walk's devices behind it."""

    def __init__(self, plan: Plan, own: Shop, goods: Path, begin: Callable[[Walked], None], *, is_calm: bool) -> None:
        super().__init__(plan)
        self._is_calm = is_calm
        self._shop, self._goods = own, goods
        self._served = Served()
        self._served.came.connect(lambda: begin(self), Qt.ConnectionType.QueuedConnection)
        self.walker: Walker | None = None

    def core(self) -> Core:
        """Return the running core."""
        assert self._core is not None
        return self._core

    def _outside(self, settings: Settings, data_dir: Path, urls: Mapping[str, str]) -> Outside:
        outside = super()._outside(settings, data_dir, urls)
        required = ("scanner",) if self.plan.profile is None else ()  # away while nobody shops: out of service
        site = replace(outside.session.site, required=required)
        session = replace(outside.session, site=site)
        return replace(outside, devices=self._shop.devices(), demo_goods=self._goods, session=session)

    def _glass(self) -> Glass:
        """A small panel of the same millimetres paints faster; every fourth life moves."""
        return replace(super()._glass(), width=540, height=960, is_calm=self._is_calm)

    async def _boot(self, core: Core) -> None:
        await super()._boot(core)
        self._served.came.emit()  # to the thread of the window

    def sent(self, name: str, args: dict[str, int | str]) -> None:
        """Take an event of the glass, and note what was typed."""
        if isinstance(code := args.get("code"), str) and len(code) > 3 and self.walker is not None:
            self.walker.typed.add(code)
        super().sent(name, args)

    def failed(self, error: BaseException) -> None:
        """Nothing may end the kiosk in a walk."""
        log.error("a task of the core failed", exc_info=error)
        end_application()

    def close_glass(self) -> None:
        """Take the window down before its engine, for the next life."""
        self.view.close()
        self.view.setSource("")
        self.view.deleteLater()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def live(place: Place, report: Report, clock: Clock, steps: int, is_over: Callable[[], bool]) -> list[str]:
    """Live one life of at most `steps` steps in the language of its turn; return its trace."""
    number = report.lives
    report.lives += 1
    language = LANGUAGES[number % len(LANGUAGES)]
    draws = random.Random(f"{report.seed} {number} walk")  # noqa: S311  # repeatable, no secret
    own = shop(f"{report.seed} {number}") if place.profile is None else hall(f"{report.seed} {number}")
    data_dir = place.folder / "data"
    trace: list[str] = []

    def begin(kiosk: Walked) -> None:
        with_hands = (kiosk.view, kiosk.shell)
        walker = (
            TravelWalker(*with_hands, own, clock, report, draws, data_dir)
            if isinstance(own, Hall)
            else Walker(*with_hands, own, clock, report, draws)
        )
        kiosk.walker = walker
        walker.complaints = complaints
        walker.trace = trace
        walker.start(kiosk.core(), steps, is_over, end_application)

    plan = Plan(
        config=place.config(language), profile=place.profile, data_dir=data_dir, urls={}, is_demo=True, is_full=False
    )
    kiosk = Walked(plan, own, place.goods, begin, is_calm=number % 4 != 0)
    report.reached.add(("shell/Starting", language))
    with watched() as complaints:
        status = kiosk.run()
        kiosk.close_glass()
    report.by_gift = _by_gift(data_dir)
    report.find(complaints, " > ".join(trace[-6:]))
    if status:
        report.find([f"the kiosk ended with {status}"], " > ".join(trace[-6:]))
    return trace


def _by_gift(data_dir: Path) -> int:
    """Return how many payments gift cards made so far."""
    if not (data_dir / FILE_NAME).exists():
        return 0
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as kept:
        return int(kept.execute("SELECT count(*) FROM movement WHERE of_ref = '' AND stage = 'DONE'").fetchone()[0])
