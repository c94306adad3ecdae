"""Guests over the customer's screen: laid over, told what is pressed, and taken away again.

What is pressed reaches the guest alone. Devices, timers and answers reach the session beneath as if no guest were
there, and the guest besides. Staff see the glass in the site's language and look; the customer's come back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.flows import confirm
from kiosk.flows.base import (
    PLAIN,
    Abandoned,
    AccessChosen,
    AccessPressed,
    Effect,
    Event,
    GuidancePressed,
    HelpPressed,
    KeypadUsed,
    LanguageChosen,
    LanguagePressed,
    MoreTimePressed,
    PersonCalled,
    ReadAgainPressed,
    SheetClosed,
    StartTimer,
    StopTimer,
    TimedOut,
    Touched,
)
from kiosk.flows.checkin.events import CardRead, DocumentRead, PassRead
from kiosk.flows.checkout.benefits.events import CouponRead, MemberRead
from kiosk.flows.checkout.events import Beep, KeptCodeRead, Scanned
from kiosk.flows.checkout.gifts.events import GiftRead
from kiosk.flows.guests import Gone, GoneWith, Pass, Tell
from kiosk.flows.help.events import ArticleWanted
from kiosk.flows.registry import FlowState, guests
from kiosk.flows.shell.calling import CallWithdrawn
from kiosk.flows.shell.over.covered import beneath_shown, is_busy, is_for_staff, lifted, site_of
from kiosk.flows.shell.session import OutOfService, Over, ScreenFailed, ServiceLost, Session, Sheet, Starting
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER, STOP
from kiosk.flows.signing import ReturnCodeRead
from kiosk.flows.staffed import AskPermit, BadgeRead, NotPermitted, StaffPressed

Stepped: TypeAlias = "tuple[Session, tuple[Effect, ...]]"
Below: TypeAlias = "Callable[[Session, Event, Stamp], Stepped]"
ENTRANCE, HELP = "staff", "help"
ASKED_TIMER = "shell.staff"
ASKED_S = 120
OF_THE_STRIP = (
    AccessChosen, AccessPressed, CallWithdrawn, GuidancePressed, KeypadUsed, LanguagePressed, MoreTimePressed,
    PersonCalled, ReadAgainPressed, SheetClosed, Touched,
)  # fmt: skip
READ = (Scanned, ReturnCodeRead, KeptCodeRead, CouponRead, MemberRead, GiftRead, PassRead, CardRead, DocumentRead)
WANTS_MORE = ("needs-totp", "needs-second")


def step(session: Session, event: Event, at: Stamp, below: Below) -> Stepped | None:
    """Take what is about a guest; None for what the session takes as if there were none."""
    match event:
        case StaffPressed():
            return _asked_for(session, at)
        case BadgeRead() if session.over is None:
            asked, effects = _asked_for(session, at)
            if asked.over is None:
                return asked, effects
            told, more = _told(asked, asked.over, event, at, below)
            return told, (*effects, *more)
        case HelpPressed() | ArticleWanted() if session.over is None or session.over.flow != HELP:
            return _helped(session, event, at, below)
        case TimedOut(timer=timer) if timer == ASKED_TIMER:
            return (replace(session, is_staff_asked=False) if session.is_staff_asked else session), ()
        case _ if session.over is None:
            return _let_in(session, event, at, below) if session.is_staff_asked else None
        case _:
            return _with(session, session.over, event, at, below)


# --- in and out -----------------------------------------------------------------------------------------------------


def _asked_for(session: Session, at: Stamp) -> Stepped:
    """Let staff in, or remember that they asked: the session acknowledges when nothing is under way."""
    if isinstance(session.screen, Starting) or (session.over is not None and is_for_staff(session.over)):
        return session, ()
    if is_busy(lifted(session)):
        if session.is_staff_asked:
            return session, ()
        return replace(session, is_staff_asked=True), (StartTimer(ASKED_TIMER, ASKED_S),)
    return entered(replace(session, is_staff_asked=False), ENTRANCE, None, at)


def _helped(session: Session, event: Event, at: Stamp, below: Below) -> Stepped:
    """Lay help over what is on the glass, open at an article when that was asked for."""
    if isinstance(session.screen, Starting):
        return session, ()
    opened, effects = entered(session, HELP, None, at)
    if opened.over is None or not isinstance(event, ArticleWanted):
        return opened, effects
    told, more = _told(opened, opened.over, event, at, below)
    return told, (*effects, *more)


def _let_in(session: Session, event: Event, at: Stamp, below: Below) -> Stepped:
    """Take an event of the session, and let waiting staff in when it ended what was under way."""
    stepped, effects = below(session, event, at)
    if is_busy(stepped) or isinstance(stepped.screen, Starting):
        return stepped, effects
    let_in, more = entered(replace(stepped, is_staff_asked=False), ENTRANCE, None, at)
    return let_in, (*effects, StopTimer(ASKED_TIMER), *more)


def entered(session: Session, name: str, person: Person | None, at: Stamp) -> Stepped:
    """Lay a guest over what is on the glass; staff find it in the site's language and look."""
    entry, bare = guests()[name].ENTRY, session
    if entry.is_for_staff and session.over is None:
        bare = replace(session, site=replace(session.site, language=session.home_language), access=PLAIN)
    state, effects = guests()[name].enter(person, at, site_of(session, bare.site))
    over = Over(name, state, session.site.language, session.access, session.over)
    if session.over is not None:
        over = replace(over, language=session.over.language, access=session.over.access)
    return replace(bare, over=_asking(over, effects), sheet=None), effects


def _gone(session: Session, over: Over) -> Session:
    """Take the top guest away: the one it covered is on the glass again, or the customer."""
    if over.under is not None:
        return replace(session, over=over.under, sheet=None)
    return replace(lifted(session), sheet=None)


def left(session: Session) -> Session:
    """Take every guest away, as when nobody of them is there any more."""
    return replace(lifted(session), sheet=None) if session.over is not None else session


# --- with a guest on the glass --------------------------------------------------------------------------------------


def _with(session: Session, over: Over, event: Event, at: Stamp, below: Below) -> Stepped | None:
    match event:
        case LanguageChosen(language=language):
            if language not in session.site.languages:
                return session, ()
            return replace(session, site=replace(session.site, language=language), sheet=None), ()
        case TimedOut(timer=timer) if timer in (IDLE_TIMER, LEAVE_TIMER):
            return None
        case ReadAgainPressed() if over.flow == HELP and session.sheet is None:  # asked for twice: back, from the top
            return _gone(session, over), ()
        case _ if isinstance(event, OF_THE_STRIP):
            return None
        case ScreenFailed():
            return left(session), ()
        case ServiceLost():  # nothing is kept any more: what a page waits for never comes, and no act can be recorded
            return below(left(session), event, at)
        case (
            Scanned(is_typed=True)
            | KeptCodeRead(is_typed=True)
            | CouponRead(is_typed=True)
            | MemberRead(is_typed=True)
            | GiftRead(is_typed=True)
        ):  # an answer to what was typed: no reader saw it
            return _below(session, event, at, below)
        case NotPermitted() if (wanted := _wants_more(over, event)) is not None:
            return replace(session, over=wanted, sheet=None), ()
        case _ if event.is_activity and not isinstance(event, READ):
            return _told(session, over, event, at, below)
        case _:
            return _beside(session, over, event, at, below)


def _wants_more(over: Over, event: NotPermitted) -> Over | None:
    """Return the page that asks for what an act wants besides, over the guest that asked for leave."""
    asked = over.asked
    if asked is None or asked.ask_id != event.ask_id or over.flow == confirm.NAME or event.why not in WANTS_MORE:
        return None
    return Over(confirm.NAME, confirm.asking(asked, event.why), over.language, over.access, over)


def _beside(session: Session, over: Over, event: Event, at: Stamp, below: Below) -> Stepped:
    """Take what no press is: the guest first, then the session beneath, which goes on by itself.

    What a reader saw is the guest's when it takes it; else the customer's, if it is the customer's own guest.
    """
    told, effects = _heard(session, over, event, at, below)
    is_taken = told is not session or bool(effects)
    if event.is_passing or (isinstance(event, READ) and (is_taken or is_for_staff(over))):
        return told, effects
    beneath, more = _below(told, event, at, below)
    return (beneath, (*effects, *more)) if beneath is not told or more else (told, effects)


def _heard(session: Session, over: Over, event: Event, at: Stamp, below: Below) -> Stepped:
    """Let the guests take what no press is, the top one first: what one waits for comes while another covers it.

    The one above stays, unless the page below it goes.
    """
    told, effects = _told(session, over, event, at, below)
    under = over.under
    if told is not session or effects or under is None or isinstance(event, READ):
        return told, effects
    bare = replace(session, over=under)
    heard, more = _heard(bare, under, event, at, below)
    if heard is bare and not more:
        return session, ()
    if heard.over is None or heard.over.flow != under.flow:
        return heard, more
    return replace(heard, over=replace(over, under=heard.over), sheet=session.sheet), more


def _below(session: Session, event: Event, at: Stamp, below: Below) -> Stepped:
    """Step the session beneath, and lay the guests over what it became."""
    over = session.over
    if over is None:
        return below(session, event, at)
    bare = lifted(session)
    stepped, effects = below(bare, event, at)
    if stepped is bare:
        return session, effects
    is_new = type(beneath_shown(stepped)) is not type(beneath_shown(bare)) or STOP[0] in effects
    is_new = is_new or Beep("error") in effects or _notice(stepped) not in (None, _notice(bare))  # heard, so also seen
    if is_new and (not is_for_staff(over) or (isinstance(stepped.screen, OutOfService) and bare.id)):
        return stepped, effects
    unheard = (*STOP, Beep("error")) if is_for_staff(over) else STOP  # the guest's time runs on; the word waits beneath
    return covered(session, over, stepped), tuple(own for own in effects if own not in unheard)


def _notice(session: Session) -> object:
    """Return what is said beside what a customer sees, if anything is."""
    return getattr(beneath_shown(session), "notice", None)


def covered(before: Session, over: Over, stepped: Session) -> Session:
    """Lay the guests over a session again, as they lay over `before`."""
    if not is_for_staff(over):
        return replace(stepped, over=over, sheet=before.sheet)
    kept = _rebased(over, stepped)
    site = replace(stepped.site, language=before.site.language)
    return replace(stepped, over=kept, site=site, access=before.access, sheet=before.sheet)


def _rebased(over: Over, stepped: Session) -> Over:
    under = _rebased(over.under, stepped) if over.under is not None else None
    return replace(over, language=stepped.site.language, access=stepped.access, under=under)


def _told(session: Session, over: Over, event: Event, at: Stamp, below: Below) -> Stepped:
    """Let the guest on the glass take an event."""
    state, effects = guests()[over.flow].step(over.state, event, at, site_of(lifted(session), session.site))
    match state:
        case Gone():
            return _gone(session, over), effects
        case GoneWith(event=news):
            back = _gone(session, over)
            if back.over is None:
                return back, effects
            told, more = _told(back, back.over, news, at, below)
            return told, (*effects, *more)
        case Pass(flow=name, person=person):
            passed, more = entered(_gone(session, over), name, person, at)
            return passed, (*effects, *more)
        case Tell(event=news, state=None):
            told, more = below(left(session), news, at)
            return told, (*effects, *more)
        case Tell(event=news, state=then):
            going = replace(session, over=_asking(replace(over, state=then), effects))
            told, more = _below(going, news, at, below)
            return told, (*effects, *more)
        case _ if state is over.state and not effects:
            return session, ()
        case _:
            onward = _asking(replace(over, state=state), effects)
            return replace(session, over=onward, sheet=_sheet(session, state)), effects


def _sheet(session: Session, state: FlowState) -> Sheet | None:
    return session.sheet if session.over is not None and type(session.over.state) is type(state) else None


def _asking(over: Over, effects: tuple[Effect, ...]) -> Over:
    asked = next((effect for effect in effects if isinstance(effect, AskPermit)), None)
    return over if asked is None else replace(over, asked=asked)


def idle(session: Session, at: Stamp) -> Stepped:
    """End the guests because nobody is there: staff are logged out, and the customer's session stays as it is."""
    over = session.over
    if over is None:
        return session, ()
    effects: tuple[Effect, ...] = ()
    site = site_of(lifted(session), session.site)
    while over is not None:  # each lets go of what it holds
        effects = (*effects, *guests()[over.flow].step(over.state, Abandoned(), at, site)[1])
        over = over.under
    return left(session), effects
