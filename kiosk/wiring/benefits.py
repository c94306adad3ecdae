"""The shop's coupons and members, where it has any, and what a power cut left untold about them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import select

from kiosk.domain.benefits.owing import owing
from kiosk.domain.moves import SaleState
from kiosk.effects.base import Perform, Tasks
from kiosk.effects.benefits.asking import Asking, caught_up
from kiosk.effects.benefits.enrolling import Enrolments
from kiosk.effects.benefits.reading import Reading
from kiosk.flows.base import Effect, Event
from kiosk.services.benefits.embedded import Embedded
from kiosk.services.benefits.lists import BenefitsUnusable, Files, read_lists
from kiosk.settings import Settings
from kiosk.store import schema
from kiosk.store.database import Database
from kiosk.store.rows import load_sales

TOLD_AGAIN_MS: Final = 40 * 24 * 3600 * 1000
log: Final = logging.getLogger(__name__)


def files_of(config: Path, offers: str, demo_goods: Path | None) -> Files | None:
    """Return the files of coupons, members and points: beside the promotions, else the demo store's; None: no such."""
    if offers:
        own = (config.parent / offers).parent
        found = Files(own / "coupons.csv", own / "members.csv", own / "points.csv")
    elif demo_goods is not None:
        found = Files(*(demo_goods.with_name(f"demo-{own}.csv") for own in ("coupons", "members", "points")))
    else:
        return None
    return found if found.coupons.exists() or found.members.exists() else None


class Place(Protocol):
    """Where a kiosk's settings and data lie."""

    @property
    def settings(self) -> Settings:
        """The settings."""
        ...

    @property
    def config(self) -> Path:
        """The file they were read from."""
        ...

    @property
    def demo_goods(self) -> Path | None:
        """The demo store's goods, where those are sold."""
        ...

    @property
    def data_dir(self) -> Path:
        """The folder of what is kept."""
        ...


class Bringing:
    """Who keeps coupons and points at this kiosk; until it is opened, and where there are none, nobody does."""

    def __init__(self) -> None:
        self._kept: Embedded | None = None

    def event_of(self, content: str, is_typed: bool) -> Event | None:
        """Return what a code is about that no product has."""
        return None if self._kept is None else Reading(self._kept).event_of(content, is_typed)

    def opened(
        self, place: Place, database: Database | None, tasks: Tasks, local: Callable[[], str]
    ) -> Mapping[type[Effect], Perform]:
        """Open them and return who performs what. Lists with faults are not used, and the log says every fault.

        `local` gives the site's time as `2026-05-31T14:05`.
        """
        site = place.settings.site
        files = files_of(place.config, site.offers, place.demo_goods)
        if files is None or database is None:
            return {}
        try:
            lists = read_lists(files, site.currency)
            self._kept = kept = Embedded(place.data_dir, lists, site.name, lambda: local()[: len("2026-05-31")])
        except BenefitsUnusable as error:
            for fault in str(error).splitlines():
                log.error("no coupons and points: %s", fault)
            return {}
        tasks.spawn(asyncio.to_thread(_told_again, kept, database), _not_told)
        return {**Asking(kept, tasks).table(), **Enrolments(kept, tasks).table()}

    def close(self) -> None:
        """Let the file go."""
        if self._kept is not None:
            self._kept.close()


def _told_again(kept: Embedded, database: Database) -> None:
    """Tell what sales that are over owe: of what is still open, the customer's screen will tell."""
    sale, facts = schema.sale.c, schema.sale_facts.c
    is_over = sale.state.in_((SaleState.VOID, SaleState.FULFILLED))
    is_new = sale.opened_utc_ms > time.time_ns() // 1_000_000 - TOLD_AGAIN_MS
    with database.reader.connect() as connection:
        found = load_sales(connection, is_over & is_new & sale.id.in_(select(facts.sale_id)))
    caught_up(kept, map(owing, found))


def _not_told(error: BaseException) -> None:
    log.error("coupons and points wait for the next start", exc_info=error)
