"""The events of a bundle through the reducers again, with each state held against what it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Site
from kiosk.flows.shell.session import Session, Started
from kiosk.flows.shell.step import step
from kiosk.services.departures.tables import travel_rules
from kiosk.site import site_of
from kiosk.store.codec import Codec, NotDecodable, NotOpened
from kiosk.upkeep.incident.bundle import BadBundle, Bundle, Row


@dataclass(frozen=True, slots=True)
class Played:
    """One event that was played: the state after it, and whether it is the one the bundle names."""

    row: Row
    screen: str
    is_same: bool


def state_of(session: Session) -> tuple[str, str]:
    """Return the screen and a digest of what a customer's session is: sales, sheet, language, access, call.

    A guest over it is left out: what fills a staff page is kept in no journal.
    """
    site = session.site
    own = (session.screen_name, session.sales, session.id, session.home_language, site.opening, session.call)
    return session.screen_name, hashlib.sha256(repr(own).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def first_session(site: Site, required: tuple[str, ...]) -> Session:
    """Return the session that a start begins with."""
    travel = travel_rules() if "checkin" in site.journeys else None
    return Session(replace(site, required=required, travel=travel), site.language)


def site_in(bundle: Bundle) -> Site:
    """Return the site of a bundle. Raises `BadBundle`."""
    try:
        return site_of({"site": bundle.site, "receipt": {"default": bundle.receipt}}, is_demo=bundle.is_demo)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadBundle(f"the head's site: {type(error).__name__} {error}") from None


class Player:
    """Steps events one after another, each from the state that the one before left; a start begins anew.

    What was told of the devices just before a start is the start's own.
    """

    def __init__(self, site: Site, required: tuple[str, ...]) -> None:
        self._codec = Codec()
        self._first = self.session = first_session(site, required)

    def take(self, row: Row) -> bool:
        """Step one event; False, and nothing done, for one with personal fields, which cannot be read here.

        Raises `NotDecodable` and `ValueError` for what no program of this version wrote.
        """
        try:
            event = self._codec.decode(row.kind, row.payload)
        except NotOpened:
            return False
        if self._codec.is_private(event):
            return False
        if isinstance(event, Started):
            known = self.session.site
            site = replace(self._first.site, devices=known.devices, opening=known.opening)
            self.session = replace(self._first, site=site)
        self.session, _ = step(self.session, event, Stamp(row.utc_ms, row.mono_ms, int(row.draw, 16)))
        return True


def replay(bundle: Bundle) -> Iterator[Played]:
    """Play a bundle's events up to the first personal one. Raises `BadBundle`."""
    player = Player(site_in(bundle), bundle.required)
    for row in bundle.rows:
        try:
            if row.is_withheld or not player.take(row):
                return
        except (NotDecodable, ValueError) as error:
            raise BadBundle(f"event {row.seq}: {error}") from None
        screen, digest = state_of(player.session)
        yield Played(row, screen, (screen, digest) == (row.screen, row.digest))
