"""How the customer of a session that was cut off had set up the glass, read from the session's own events."""

from __future__ import annotations

import logging

from kiosk.flows.base import PLAIN, Access
from kiosk.flows.shell.boot import choices_of
from kiosk.store.codec import NotDecodable
from kiosk.store.database import Database
from kiosk.store.private import Erased, NotAuthentic
from kiosk.store.recovery import SessionSeen, events_of

log = logging.getLogger(__name__)


def choices_left(database: Database, cut_off: SessionSeen | None, version: str) -> tuple[str, Access]:
    """Return language (empty: the site's) and looks; plain for a session that ended or that another version wrote."""
    if cut_off is None or cut_off.ended_seq is not None or cut_off.code_version != version:
        return "", PLAIN
    try:
        return choices_of(recorded.event for recorded in events_of(database, cut_off))
    except (NotDecodable, Erased, NotAuthentic) as error:
        log.error("a session that was cut off is taken up from its tables alone: %s", type(error).__name__)
        return "", PLAIN
