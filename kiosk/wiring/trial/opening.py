"""The shop as a kiosk opens it, for a trial: its goods, promotions, coupons and members, at a time that is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from kiosk.domain.pricing.book import Terms
from kiosk.domain.pricing.promotions import Moment
from kiosk.domain.values import replace
from kiosk.services.benefits.embedded import Embedded
from kiosk.services.benefits.lists import read_lists
from kiosk.services.catalogue import open_catalogue
from kiosk.services.in_store import in_store_table
from kiosk.services.offers import read_offers
from kiosk.services.offers.telling import file_of, priced_by
from kiosk.settings import Settings, data_dir_of
from kiosk.site import site_of
from kiosk.wiring.benefits import files_of
from kiosk.wiring.trial.basket import Trial
from kiosk.words import SiteFormat, Words
from kiosk.words.own import own_words


@contextmanager
def opened(
    config: Path, settings: Settings, data_dir: Path | None, demo_goods: Path | None, local: datetime, language: str
) -> Iterator[Trial]:
    """Open the shop of the settings in `config` as it is at `local`, a time of day at the site without a zone.

    `demo_goods`: the demo store's, in place of the catalogue in the data folder. Raises `NoCatalogue`,
    `ImportRefused`, `BadOffers`, `BenefitsUnusable`, `NoTable`, `BadTable`.
    """
    values = settings.model_dump()
    site = site_of(values, is_demo=demo_goods is not None)
    with ExitStack() as held:
        aside = Path(held.enter_context(TemporaryDirectory(prefix="basket-")))
        goods = aside if demo_goods is not None else data_dir or data_dir_of(settings)
        catalogue = open_catalogue(goods, demo_goods, today=local.date)
        held.callback(catalogue.close)
        if (file := file_of(config, settings.site.offers, demo_goods)) is not None:
            offers = read_offers(file, site.currency, priced_by(catalogue))
            site = replace(site, offers=offers.book(Terms(Moment(local.date(), local.hour * 60 + local.minute))))
        benefits = None
        if (files := files_of(config, settings.site.offers, demo_goods)) is not None:
            lists = read_lists(files, site.currency)
            benefits = Embedded(aside, lists, site.name, local.date().isoformat)
            held.callback(benefits.close)
        formats = SiteFormat(settings.site.locale, site.currency, settings.site.timezone)
        words = Words(language or site.language, formats, own=own_words(values, config).messages.get(language))
        table = in_store_table(settings.site.in_store) if settings.site.in_store else None
        utc_ms = int(local.replace(tzinfo=ZoneInfo(settings.site.timezone)).timestamp() * 1000)
        yield Trial(site, catalogue, table, benefits, words, (utc_ms, local.isoformat("T", "minutes")))
