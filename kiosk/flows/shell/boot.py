"""The first event of a start: who may still stand there, in which language, and what keeps the kiosk from opening."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.moves import SaleState
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import (
    CHOICES,
    PLAIN,
    Access,
    AccessChosen,
    Checkpoint,
    Effect,
    Event,
    KeypadUsed,
    LanguageChosen,
    StartTimer,
)
from kiosk.flows.checkin.events import LetGo
from kiosk.flows.checkout import Recovered, recover
from kiosk.flows.checkout.benefits.bringing import freed
from kiosk.flows.checkout.restart import OFFER_MS
from kiosk.flows.registry import flows
from kiosk.flows.shell import keeping, settle
from kiosk.flows.shell.session import InFlow, Session, Started

BOOT_TIMER = "shell.boot"
BOOT_S = 60


def choices_of(events: Iterable[Event]) -> tuple[str, Access]:
    """Return the language and the looks a cut-off session had chosen, from its events; empty and plain without any."""
    language, access = "", PLAIN
    for event in events:
        match event:
            case LanguageChosen():
                language = event.language
            case AccessChosen(setting=setting, value=value) if value in CHOICES.get(setting, ()):
                access = replace(access, **{setting: value})
            case KeypadUsed():
                access = replace(access, speech=access.speech or "on")
            case _:
                pass
    return language, access


def taken_up(session: Session, event: Started, at: Stamp) -> tuple[Session, tuple[Effect, ...]]:
    """Take up what the store found. Nobody there: the first picture stays, a minute long while a payment is asked."""
    sales = tuple(replace(sale, offers=session.site.offers) for sale in event.sales)  # a store keeps no promotions
    found: Recovered = recover(sales, at, event.seen_utc_ms)
    found = replace(found, effects=(*found.effects, *_let_go(session, event, found), *freed(event.sales, found.sales)))
    site = replace(session.site, is_terminal_asked=found.inquiry is not None)
    up = settle.noted(replace(session, site=site, inquiry=found.inquiry, closed=found.sales), found)
    up, timed = keeping.again(up, found.sales, at.utc_ms + OFFER_MS, at)
    found = replace(found, effects=(*found.effects, *timed))
    if found.state is not None:
        return _resumed(up, found, event, at)
    if found.inquiry is not None:
        return up, (*found.effects, StartTimer(BOOT_TIMER, BOOT_S), Checkpoint())
    return up, (*found.effects, Checkpoint())


def _let_go(session: Session, event: Started, found: Recovered) -> tuple[Effect, ...]:
    """Give back what was held for orders that a restart gives up: their travellers may stand there still."""
    if "checkin" not in session.site.journeys:
        return ()
    opened = {sale.id for sale in event.sales if sale.state is not SaleState.VOID}
    gone = (sale for sale in found.sales if sale.state is SaleState.VOID and sale.id in opened)
    return tuple(LetGo(sale.id) for sale in gone if sale.is_service or not sale.lines)


def _resumed(up: Session, found: Recovered, event: Started, at: Stamp) -> tuple[Session, tuple[Effect, ...]]:
    """Give the glass back to its customer, as they had set it up."""
    held = flows()["checkout"].sales(found.state)[0] if found.state is not None else None
    session_id = (held.session_id if held is not None else "") or uuid7(at, 20)
    language = event.language if event.language in up.site.languages else up.site.language
    screen = InFlow("checkout", found.state) if found.state is not None else up.screen
    site = replace(up.site, language=language)
    return replace(up, id=session_id, site=site, access=event.access, screen=screen), (*found.effects, Checkpoint())
