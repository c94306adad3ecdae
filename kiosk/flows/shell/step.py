"""The session's reducer: the shell's own events, then the active flow's, then the time-outs of the screen."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.blockers import DEV_REQUIRED_AWAY, LANE_CLOSED, LANE_PAUSED, SYS_STORAGE
from kiosk.domain.calls import How
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows import signing
from kiosk.flows.base import (
    CHOICES,
    LANE,
    PLAIN,
    Abandoned,
    AccessChosen,
    AccessPressed,
    CancelConfirmed,
    CancelPressed,
    Checkpoint,
    DeviceChanged,
    Effect,
    EffectFailed,
    Event,
    ForPayment,
    GuidancePressed,
    KeypadUsed,
    LanguageChosen,
    LanguagePressed,
    MoreTimePressed,
    ReadAgainPressed,
    SheetClosed,
    StartTimer,
    StopTimer,
    TimedOut,
    Touched,
)
from kiosk.flows.checkout.attended.events import BasketBroughtBack, RefundBegun, ReprintBegun
from kiosk.flows.checkout.events import Beep, KeptCodeRead
from kiosk.flows.checkout.states import Ended
from kiosk.flows.checkout.undoing import settling
from kiosk.flows.day.events import SaleSettled
from kiosk.flows.lane.events import LaneState, LaneTold, TellLane
from kiosk.flows.registry import flows, offered
from kiosk.flows.shell import boot, calling, keeping, settle
from kiosk.flows.shell.lending import is_of_nobody, passed_on, site_for
from kiosk.flows.shell.over import covering
from kiosk.flows.shell.over.covered import is_for_staff
from kiosk.flows.shell.session import (
    AccessSheet,
    Attract,
    CancelSheet,
    FlowChosen,
    GuidanceSheet,
    Home,
    InFlow,
    Language,
    LanguageSheet,
    OffersTold,
    OpeningTold,
    OutOfService,
    Screen,
    ScreenFailed,
    ServiceLost,
    Session,
    Started,
    Starting,
    StartPressed,
    StillThere,
)
from kiosk.flows.shell.views import view_of
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER, STOP, armed, wait_s

Stepped = tuple[Session, tuple[Effect, ...]]
LEAVE_S = 30

SCREENS: tuple[type[Screen], ...] = (Starting, Attract, Language, Home, OutOfService)
MOVES: Mapping[type[Screen], frozenset[type[Screen]]] = {
    Starting: frozenset({Attract, InFlow, OutOfService}),
    Attract: frozenset({Language, InFlow, OutOfService}),
    Language: frozenset({Home, InFlow, Attract, OutOfService}),
    Home: frozenset({InFlow, Attract, OutOfService}),
    InFlow: frozenset({Attract, OutOfService}),
    OutOfService: frozenset({Attract}),
}


def step(session: Session, event: Event, at: Stamp) -> Stepped:
    """Take one event; the same session back means that nobody took it."""
    before = replace(session, closed=()) if session.closed else session
    stepped, effects = covering.step(before, event, at, _called_for) or _called_for(before, event, at)
    if stepped is before:
        if not _is_sign_of_life(session, event):
            return session, effects
        stepped = replace(before)
    if event.is_activity and isinstance(session.sheet, StillThere) and stepped.sheet is session.sheet:
        stepped = replace(stepped, sheet=None)
    if before.id and stepped.id != before.id:
        stepped, told = calling.over(stepped, How.LEFT)
        effects = (*effects, *told)
    return stepped, (*effects, *armed(session, stepped, event))


def _is_sign_of_life(session: Session, event: Event) -> bool:
    """True when an event that changes nothing still proves that somebody is there, and that matters now."""
    is_sign = isinstance(event, Touched) or (event.is_activity and isinstance(session.sheet, StillThere))
    return is_sign and wait_s(session) is not None


def _called_for(session: Session, event: Event, at: Stamp) -> Stepped:
    """Take an event of the session beneath, whoever told it, and send for staff or end their call with it."""
    return calling.for_holds(_beneath(session, event, at), event, at)


def _beneath(session: Session, event: Event, at: Stamp) -> Stepped:
    """Take an event as if no guest were on the glass."""
    if (aside := calling.step(session, event, at) or signing.step(session, event, at)) is not None:
        return aside
    match event:
        case Started():
            return _started(session, event, at)
        case ServiceLost(code=code):
            return _lost(session, code)
        case ScreenFailed():  # ends what a time-out may end: neither a payment nor paper under way
            return (session, ()) if wait_s(session) is None or session.is_part_paid else _left(session, at)
        case EffectFailed(effect="Checkpoint"):
            return _lost(session, SYS_STORAGE)  # what cannot be folded into the file is not safe there
        case DeviceChanged():
            known = replace(session.site, devices={**session.site.devices, event.device: event})
            return _attended(replace(session, site=known))
        case LaneTold():
            return _lane(session, event, at)
        case SaleSettled(sale=sale):
            return settle.settled(session, sale, at)
        case OpeningTold(opening=opening):
            told = replace(session, site=replace(session.site, opening=opening))
            return (session if opening is session.site.opening else told), ()
        case OffersTold(book=book):
            return replace(session, site=replace(session.site, offers=book)), ()
        case LanguageChosen():
            return _language(session, event, at)
        case TimedOut(timer=timer) if timer in (IDLE_TIMER, LEAVE_TIMER):
            return _idle(session, timer, at)
        case TimedOut(timer=timer) if timer == keeping.KEPT_TIMER:
            return keeping.expired(session, at)
        case KeptCodeRead() | BasketBroughtBack() | signing.ReturnCodeRead():
            return keeping.read(session, event, at, _flow)
        case TimedOut(timer=timer) if timer == boot.BOOT_TIMER:
            return _opened(session)
        case LanguagePressed() | AccessPressed() | GuidancePressed():
            return _sheet(session, event)
        case SheetClosed() | MoreTimePressed():
            return (session if session.sheet is None else replace(session, sheet=None)), ()
        case ReadAgainPressed():
            return replace(session, sheet=None), ()
        case AccessChosen(setting=setting, value=value):
            return _access(session, setting, value)
        case KeypadUsed():  # who switched speech off is not asked again by every key
            return _access(session, "speech", session.access.speech or "on")
        case _ if isinstance(session.screen, OutOfService):
            return _behind(session, event, at)
        case CancelPressed():
            return _cancel(session, event, at)
        case StartPressed() | FlowChosen():
            return _start(session, event, at)
        case _:
            return _flow(session, event, at)


# --- beginning and end ----------------------------------------------------------------------------------------------


def _started(session: Session, event: Started, at: Stamp) -> Stepped:
    if not isinstance(session.screen, Starting):
        return session, ()
    up, effects = boot.taken_up(session, event, at)
    up, again = calling.taken_up(replace(up, waited_s=event.waited_s), event.call, at)
    effects = (*effects, *again)
    if not isinstance(up.screen, Starting) or up.inquiry is not None:
        return up, effects
    opened, stops = _opened(up)
    return opened, (*effects, *stops)


def _opened(session: Session) -> Stepped:
    """Leave the first picture for attract, with payment off while a payment is still asked about."""
    if not isinstance(session.screen, Starting):
        return session, ()
    return _attended(replace(session, screen=Attract()))


def _lost(session: Session, code: str) -> Stepped:
    if isinstance(session.screen, OutOfService) and not session.screen.waits_for:
        return session, ()
    return _out(session, OutOfService(code))


def _out(session: Session, screen: OutOfService) -> Stepped:
    return replace(session, screen=screen, sheet=None), STOP


def _attended(session: Session) -> Stepped:
    """Leave service while a required device is away and no flow holds the glass, and come back with it.

    A customer in a flow finishes it first: the flow says itself what it cannot do now.
    """
    role = session.site.missing
    match session.screen:
        case OutOfService(waits_for="") | InFlow() | Starting():
            return session, ()
        case OutOfService() if not role:
            return _nobody(session), ()
        case screen if role and screen != (away := OutOfService(_code_of(session, role), role)):
            return _out(_nobody(session), away)
        case _:
            return session, ()


def _code_of(session: Session, role: str) -> str:
    if role == LANE:
        return LANE_PAUSED if session.site.devices[LANE].state == LaneState.PAUSED else LANE_CLOSED
    return signing.AWAY.get(role, DEV_REQUIRED_AWAY)


def _lane(session: Session, event: LaneTold, at: Stamp) -> Stepped:
    """Pause, close or open the lane: a customer under way finishes first, unless staff force the end of it."""
    known = replace(session, site=replace(session.site, devices={**session.site.devices, LANE: event.told}))
    if event.is_forced and isinstance(known.screen, InFlow) and wait_s(known) is not None:
        stepped, effects = _active(replace(known, sheet=None), known.screen, Abandoned(), at)
    else:
        stepped, effects = _attended(known)
    return stepped, (*effects, TellLane(event.told.state))


def _ended(session: Session, ended: Ended, at: Stamp) -> Stepped:
    """Back to attract: language, sheets and identity of the session are gone; an undecided payment is asked on."""
    inquiry = session.inquiry if session.inquiry is not None else ended.inquiry  # one at a time; the other waits
    site = replace(session.site, language=session.home_language, is_terminal_asked=inquiry is not None)
    gone = replace(session, id="", site=site, screen=Attract(), sheet=None, access=PLAIN, inquiry=inquiry)
    left, begun = settle.left(replace(gone, closed=(*session.closed, ended.sale)), ended.sale, at)
    aside, timed = keeping.set_aside(left, ended.sale, at)
    settled, stops = _attended(aside)
    return settled, (*begun, *timed, Checkpoint(), *stops)


def _start(session: Session, event: StartPressed | FlowChosen, at: Stamp) -> Stepped:
    if isinstance(event, FlowChosen):
        if not isinstance(session.screen, Home) or event.flow not in offered(session.site):
            return session, ()
        return _enter(session, event.flow, at)
    if not isinstance(session.screen, Attract):
        return session, ()
    return replace(session, id=uuid7(at, 20), screen=Language(), sheet=None), ()


def _enter(session: Session, name: str, at: Stamp) -> Stepped:
    session_id = session.id or uuid7(at, 20)
    begun = flows()[name].begin(None, at, session.site, session_id)
    if begun is None:
        return session, ()
    state, effects = begun
    return replace(session, id=session_id, screen=InFlow(name, state), sheet=None), effects


def _language(session: Session, event: LanguageChosen, at: Stamp) -> Stepped:
    if event.language not in session.site.languages:
        return session, ()
    chosen = replace(session, site=replace(session.site, language=event.language), sheet=None)
    if not isinstance(session.screen, Language):
        return chosen, ()
    here = offered(session.site)
    ready = [name for name, flow in here.items() if all(session.site.is_usable(need) for need in flow.ENTRY.needs)]
    if len(here) == 1 and len(ready) == 1:
        return _enter(chosen, ready[0], at)
    return replace(chosen, screen=Home()), ()


# --- the active flow ------------------------------------------------------------------------------------------------


def _flow(session: Session, event: Event, at: Stamp) -> Stepped:
    session = settle.overheard(session, event, at)
    if isinstance(session.screen, InFlow):
        return _active(session, session.screen, event, at)
    if isinstance(session.screen, Attract | Language | Home):
        begun = _begun_by(session, event, at)
        if begun is not None:
            return begun
    return _behind(session, event, at)


def _begun_by(session: Session, event: Event, at: Stamp) -> Stepped | None:
    session_id = session.id or uuid7(at, 20)
    is_of_staff = isinstance(event, RefundBegun | ReprintBegun)  # also where home offers no shopping
    for name, flow in (flows() if is_of_staff else offered(session.site)).items():
        begun = flow.begin(event, at, session.site, session_id)
        if begun is not None:
            state, effects = begun
            return replace(session, id=session_id, screen=InFlow(name, state), sheet=None), effects
    return None


def _active(session: Session, screen: InFlow, event: Event, at: Stamp) -> Stepped:
    site = site_for(session)
    state, effects = flows()[screen.flow].step(screen.state, event, at, site)
    if state is screen.state and not effects:
        return _behind(session, event, at)
    if isinstance(state, ForPayment) or session.lender is not None or is_of_nobody(session, state):
        passed = passed_on(session, screen.flow, state, at, site)
        session, state, effects = passed.session, passed.state, (*effects, *passed.effects)
        screen = replace(screen, flow=passed.flow)
    if not isinstance(state, Ended):
        sheet = None if type(state) is not type(screen.state) else session.sheet
        return replace(session, screen=InFlow(screen.flow, state), sheet=sheet), effects
    ended, ending = _ended(session, state, at)
    if isinstance(ended.screen, Attract) and not isinstance(event, CancelConfirmed | Abandoned):
        begun = _begun_by(ended, event, at)  # the next customer's first scan is not lost
        if begun is not None:
            return begun[0], (*effects, *ending, *begun[1])
    return ended, (*effects, *ending)


def _behind(session: Session, event: Event, at: Stamp) -> Stepped:
    """An answer or a timer of the payment that is asked about behind the glass."""
    if session.inquiry is None:
        return session, ()
    inquiry, effects = settling.step(session.inquiry, event, at)
    if inquiry is session.inquiry:
        return session, effects
    if inquiry.is_open:
        return replace(session, inquiry=inquiry), effects
    known, more = settle.closed(session, inquiry, at)
    if known.inquiry is not None or not isinstance(session.screen, Starting):
        return known, (*effects, *more)
    opened, stops = _opened(known)
    return opened, (*effects, StopTimer(boot.BOOT_TIMER), *stops)


# --- sheets and time ------------------------------------------------------------------------------------------------


def _sheet(session: Session, event: Event) -> Stepped:
    match event:
        case LanguagePressed():
            return replace(session, sheet=LanguageSheet()), ()
        case AccessPressed():
            return replace(session, sheet=AccessSheet()), ()
        case _:
            return replace(session, sheet=GuidanceSheet()), ()


def _access(session: Session, setting: str, value: str) -> Stepped:
    """Take one choice of how the glass looks or sounds; the sheet stays, for the next one.

    Choosing what is chosen already counts: who cannot see it hears it again.
    """
    if value not in CHOICES.get(setting, ()):
        return session, ()
    return replace(session, access=replace(session.access, **{setting: value})), ()


def _cancel(session: Session, event: Event, at: Stamp) -> Stepped:
    if isinstance(session.screen, Language | Home):
        return _nobody(session), ()
    if not isinstance(session.screen, InFlow):
        return session, ()
    if view_of(session.screen, session.site).cancel is None:
        return _active(session, session.screen, event, at)
    if any(sale.lines for sale in session.sales):
        return replace(session, sheet=CancelSheet()), ()
    return _active(session, session.screen, CancelConfirmed(), at)


def _nobody(session: Session) -> Session:
    """Return the session with nobody at the glass: nothing of the last customer's choices is left."""
    site = replace(session.site, language=session.home_language)
    return replace(session, id="", screen=Attract(), sheet=None, site=site, access=PLAIN)


def _idle(session: Session, timer: str, at: Stamp) -> Stepped:
    if wait_s(session) is None:
        return session, ()
    if isinstance(session.screen, Attract) and session.over is None:
        return _nobody(session), ()
    if timer == IDLE_TIMER:
        return replace(session, sheet=StillThere(LEAVE_S)), (StartTimer(LEAVE_TIMER, LEAVE_S), Beep("attention"))
    if not isinstance(session.sheet, StillThere):
        return session, ()
    return _left(session, at)


def _left(session: Session, at: Stamp) -> Stepped:
    if session.over is not None and is_for_staff(session.over):
        return covering.idle(session, at)
    session = covering.left(session)
    if isinstance(session.screen, InFlow):
        return _active(replace(session, sheet=None), session.screen, Abandoned(), at)
    gone = _nobody(session)
    return (replace(gone, screen=session.screen) if isinstance(session.screen, OutOfService) else gone), ()
