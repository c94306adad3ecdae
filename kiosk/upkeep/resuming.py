"""What a restart finds of who stood there: how they had set up the glass, and whether they had called a person."""

from __future__ import annotations

import logging

from kiosk.domain.calls import GONE_S, LAST, Call
from kiosk.flows.base import PLAIN, Access
from kiosk.flows.shell.boot import choices_of
from kiosk.flows.shell.calling import KINDS, call_of
from kiosk.store.codec import NotDecodable
from kiosk.store.database import Database
from kiosk.store.private import Erased, NotAuthentic
from kiosk.store.recovery import SessionSeen, events_between, events_of
from kiosk.upkeep.service_levels import waited_s

KNOWN_MS = 7 * 24 * 3600 * 1000  # of calls: how long people take is learned from a week
FOREVER = 2**53  # a clock that was set back hides no call
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


def calls_left(database: Database, now_utc_ms: int) -> tuple[Call | None, tuple[int, ...]]:
    """Return the call for a person that was open, or not yet told to be over, and how long earlier ones waited, in s.

    What cannot be read is none.
    """
    try:
        with database.reader.connect() as connection:
            recorded = tuple(events_between(connection, KINDS, now_utc_ms - KNOWN_MS, FOREVER))
    except (NotDecodable, Erased, NotAuthentic) as error:
        log.error("a call for a person is not taken up: %s", type(error).__name__)
        return None, ()
    late = (one.event for one in recorded if one.at.utc_ms >= now_utc_ms - GONE_S * 1000)
    return call_of(late), waited_s(recorded)[-LAST:]
