"""Tells the shell which promotions hold now: as the clock goes on, and when their file is another one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from kiosk.domain.pricing.book import Book, Terms
from kiosk.domain.pricing.promotions import Bundle, Moment
from kiosk.flows.base import Event
from kiosk.flows.shell.session import OffersTold
from kiosk.services.catalogue import Catalogue
from kiosk.services.offers.checks import PriceOf
from kiosk.services.offers.reading import BadOffers, Offers, read_offers

LOOK_EVERY_S = 20.0

log = logging.getLogger(__name__)


def file_of(config: Path, named: str, demo_goods: Path | None) -> Path | None:
    """Return the file of promotions: the settings' own, from their folder, else the demo store's."""
    if named:
        return config.parent / named
    own = demo_goods.with_name("demo-offers.csv") if demo_goods is not None else None
    return own if own is not None and own.exists() else None


def priced_by(catalogue: Catalogue) -> PriceOf:
    """Return what asks a catalogue for the price of an article in minor units."""
    return lambda sku: None if (found := catalogue.find(sku)) is None else found.unit.minor


class Offering:
    """Looks at file and clock and posts `OffersTold` when what holds has changed.

    A file with faults is not used: what was read before stays in force, and the log says every fault once.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        post: Callable[[Event], object],
        file: Path,
        currency: str,
        local_time: Callable[[], datetime],
        price_of: PriceOf,
        *,
        is_own: bool = True,
    ) -> None:
        """`is_own`: the shop wrote the file; the demo store's stands for itself, whatever is sold."""
        self._loop = loop
        self._post = post
        self._file = file
        self._currency = currency
        self._local_time = local_time
        self._price_of = price_of
        self._is_own = is_own
        self._offers = Offers()
        self._seen: tuple[int, int] | None = None
        self._told = Book()

    def look(self) -> None:
        """Look now, and again and again."""
        self._read_if_changed()
        now = self._local_time()
        book = self._offers.book(Terms(Moment(now.date(), now.hour * 60 + now.minute)))
        if _said(book) != _said(self._told):
            self._told = book
            self._post(OffersTold(book.edition, book))
        self._loop.call_later(LOOK_EVERY_S, self.look)

    def _read_if_changed(self) -> None:
        try:
            about = self._file.stat()
            seen = (about.st_mtime_ns, about.st_size)
        except OSError as error:
            if self._seen != (0, 0):
                self._seen = (0, 0)
                log.warning("promotions: %s; those read before stay", error)
            return
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._offers = read_offers(self._file, self._currency, self._price_of)
            log.info("promotions: %d", len(self._offers.promotions))
            for words in self._dead():
                log.warning("promotions: %s", words)
        except BadOffers as bad:
            for fault in bad.faults:
                log.warning("promotions not used: %s", fault)

    def _dead(self) -> Iterator[str]:
        """Tell of each promotion that names articles and none that is sold here; that may be meant, or a slip."""
        for line, own in zip(self._offers.lines, self._offers.promotions, strict=True):
            if not self._is_own or own.scope.is_all_but or own.scope.categories or isinstance(own.kind, Bundle):
                continue
            if all(self._price_of(sku) is None for sku in own.scope.skus):
                yield f"{self._file.name}, line {line}: {own.id} is for goods that are not sold here now"


def _said(book: Book) -> tuple[object, ...]:
    return (book.edition, book.promotions, book.closed)
