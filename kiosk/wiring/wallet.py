"""What customers bring besides goods: coupons and members' cards, and gift cards, where the shop has any."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from kiosk.effects.base import Perform, Tasks
from kiosk.effects.gifts.hand import GiftsRead
from kiosk.effects.gifts.terminal import GiftTerminal
from kiosk.effects.pay import Payments
from kiosk.flows.base import Effect, Event
from kiosk.services.gift_cards.cards import GiftCardsUnusable, read_cards
from kiosk.services.gift_cards.embedded import Embedded
from kiosk.store.database import Database
from kiosk.wiring.benefits import Bringing, Place

log: Final = logging.getLogger(__name__)


def gift_file_of(config: Path, offers: str, demo_goods: Path | None) -> Path | None:
    """Return the file of gift cards: beside the promotions, else the demo store's; None: there is no such file."""
    if offers:
        own = (config.parent / offers).with_name("gift-cards.csv")
    elif demo_goods is not None:
        own = demo_goods.with_name("demo-gift-cards.csv")
    else:
        return None
    return own if own.exists() else None


class Wallet:
    """Who keeps all this at this kiosk; until it is opened, and where there is none, nobody does."""

    def __init__(self) -> None:
        self._benefits = Bringing()
        self._kept: Embedded | None = None
        self._read: GiftsRead | None = None
        self.gifts: GiftTerminal | None = None

    def event_of(self, content: str, is_typed: bool) -> Event | None:
        """Return what a code is about that no product has."""
        read = self._read.event_of(content, is_typed) if self._read is not None else None
        return read if read is not None else self._benefits.event_of(content, is_typed)

    def opened(
        self, place: Place, database: Database | None, tasks: Tasks, local: Callable[[], str]
    ) -> Mapping[type[Effect], Perform]:
        """Open them and return who performs what. A list with faults is not used, and the log says every fault.

        `local` gives the site's time as `2026-05-31T14:05`. Payments by gift card need no terminal at the kiosk.
        """
        table = self._benefits.opened(place, database, tasks, local)
        file = gift_file_of(place.config, place.settings.site.offers, place.demo_goods)
        if file is None or database is None:
            return table
        try:
            today = lambda: local()[: len("2026-05-31")]  # noqa: E731  # the site's day, as it is asked
            self._kept = kept = Embedded(place.data_dir, read_cards(file), today)
        except GiftCardsUnusable as error:
            for fault in str(error).splitlines():
                log.error("no gift cards: %s", fault)
            return table
        self._read = read = GiftsRead(kept, tasks)
        self.gifts = GiftTerminal(kept, read.card)
        return {**table, **read.table(), **Payments(None, tasks, self.gifts).table()}

    def close(self) -> None:
        """Let the files go."""
        self._benefits.close()
        if self._kept is not None:
            self._kept.close()
