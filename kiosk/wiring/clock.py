"""What the site's clock changes, told to the shell as events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.effects.base import Post
from kiosk.effects.clock.hours import Hours
from kiosk.flows.base import Site
from kiosk.services.catalogue import Catalogue
from kiosk.services.offers.telling import Offering, file_of, priced_by


def look_at_clock(
    loop: asyncio.AbstractEventLoop,
    post: Post,
    local_time: Callable[[], datetime],
    site: Site,
    offers: tuple[Path, str, Path | None],
    catalogue: Catalogue,
) -> None:
    """Begin to tell who is there, and which promotions hold where the site has any.

    `offers` are the settings' file, the promotions it names, and the demo store's goods where those are sold.
    """
    Hours(loop, post, site.place, local_time).look()
    if (file := file_of(*offers)) is not None:
        Offering(loop, post, file, site.currency, local_time, priced_by(catalogue), is_own=bool(offers[1])).look()
