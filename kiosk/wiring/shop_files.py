"""The files beside the settings that a shop keeps its promotions, coupons, members and gift cards in, looked at whole.

For who checks them before a customer does: a kiosk that finds a fault in one goes on without it and tells its log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kiosk.services.benefits.lists import BenefitsUnusable, Lists, read_lists
from kiosk.services.catalogue import Catalogue, NoGoods, StoredCatalogue, stored_names
from kiosk.services.catalogue.tables import FILE_NAME
from kiosk.services.gift_cards.cards import GiftCardsUnusable, read_cards
from kiosk.services.offers import BadOffers, Offers, read_offers
from kiosk.services.offers.checks import PriceOf
from kiosk.services.offers.doubts import Shop, doubts, named
from kiosk.services.offers.telling import priced_by
from kiosk.settings import Settings
from kiosk.wiring.benefits import files_of
from kiosk.wiring.wallet import gift_file_of


class Told(NamedTuple):
    """What is wrong, and what is only to be looked at: lines that name file and line."""

    problems: tuple[str, ...]
    doubts: tuple[str, ...]


def looked_at(config: Path, settings: Settings, data_dir: Path) -> Told:
    """Look at the files that the settings in `config` name; with none named there is nothing to say.

    Goods are those of the catalogue in `data_dir`. Raises `NoCatalogue` when that cannot be read.
    """
    if not settings.site.offers:
        return Told((), ())
    problems: list[str] = []
    lists = Lists({}, {})
    offers = Offers()
    try:
        if (files := files_of(config, settings.site.offers, None)) is not None:
            lists = read_lists(files, settings.site.currency)
        if (cards := gift_file_of(config, settings.site.offers, None)) is not None:
            read_cards(cards)
    except (BenefitsUnusable, GiftCardsUnusable) as unusable:
        problems += str(unusable).splitlines()
    file = config.parent / settings.site.offers
    try:
        with _prices(data_dir) as price_of:
            offers = read_offers(file, settings.site.currency, price_of)
    except BadOffers as bad:
        problems += bad.faults
    if problems:
        return Told(tuple(problems), ())
    return Told((), tuple(_doubts(offers, lists, file, settings, data_dir)))


@contextmanager
def _prices(data_dir: Path) -> Iterator[PriceOf]:
    """Give what the catalogue asks for an article, as the kiosk knows it; nothing where there is none."""
    path = data_dir / FILE_NAME
    catalogue: Catalogue = StoredCatalogue(path) if path.exists() else NoGoods()
    try:
        yield priced_by(catalogue)
    finally:
        catalogue.close()


def _doubts(offers: Offers, lists: Lists, file: Path, settings: Settings, data_dir: Path) -> Iterator[str]:
    found = stored_names(data_dir, *named(offers))
    opened = frozenset(own.opens for own in lists.coupons.values() if own.opens)
    shop = Shop(
        None if found is None else found[0].__contains__,
        None if found is None else found[1].__contains__,
        opened | lists.coupons.keys(),  # one that staff approve opens by its own code
        bool(lists.members) or settings.site.enrols,
    )
    yield from (f"{file.name}, line {line}: {words}" for line, words in doubts(offers, shop))
    asked = {own.coupon for own in offers.promotions}
    yield from (
        f"coupons.csv: {own.code} opens {own.opens}, and no promotion asks for it"
        for own in lists.coupons.values()
        if own.opens and own.opens not in asked
    )
