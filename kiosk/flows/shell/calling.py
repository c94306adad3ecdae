"""A person called from any screen: one touch sends it, and the flow below stays as usable as it was.

The call is a value beside the flow. Whoever performs `PlaceCall` and `EndCall` answers with an event, so that the
journal alone tells when a call was raised, heard, accepted and over.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.blockers import Blocker, Resolver
from kiosk.domain.calls import ESCALATE_S, GONE_S, LAST, MOST_QUESTION, UNDO_S, Call, How, Stage, due_in_s
from kiosk.domain.goods.holds import HOLDS, holds
from kiosk.domain.hours import Opening
from kiosk.domain.private import NOT_KEPT
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Event, PersonCalled, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.attended.events import BlockerResolved, Discounted, LineVoided, PriceSet, QuantitySet
from kiosk.flows.checkout.events import Beep, PayPressed
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell.session import InFlow, PersonSheet, Session

Stepped = tuple[Session, tuple[Effect, ...]]
NOTE_TIMER, ESCALATE_TIMER, GONE_TIMER = "call.note", "call.escalate", "call.gone"
NO_TIMERS = (StopTimer(NOTE_TIMER), StopTimer(ESCALATE_TIMER), StopTimer(GONE_TIMER))
BY_STAFF = (BlockerResolved, Discounted, LineVoided, PriceSet, QuantitySet)
MOST_REASONS = 8  # of one screen, the first ones: a board has a line for them


@dataclass(frozen=True, slots=True)
class CallWithdrawn(Event):
    """The customer needs nobody any more, or never did."""


@dataclass(frozen=True, slots=True)
class CallPlaced(Event):
    """The call was given to the lights and to every call board that is connected, `boards` of them."""

    is_activity: ClassVar[bool] = False
    call: Call
    boards: int


@dataclass(frozen=True, slots=True)
class CallHeard(Event):
    """A call board shows the call."""

    is_activity: ClassVar[bool] = False
    call_id: str


@dataclass(frozen=True, slots=True)
class CallAccepted(Event):
    """A person said that they come; `by` is the name they gave."""

    is_activity: ClassVar[bool] = False
    call_id: str
    by: str = field(default="", repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class PersonArrived(Event):
    """The person who accepted stands at the kiosk."""

    is_activity: ClassVar[bool] = False
    call_id: str


@dataclass(frozen=True, slots=True)
class PersonDone(Event):
    """The person who came says that nothing is left to do."""

    is_activity: ClassVar[bool] = False
    call_id: str


@dataclass(frozen=True, slots=True)
class CallEnded(Event):
    """The call is over, and the boards that could be reached know it."""

    is_activity: ClassVar[bool] = False
    call_id: str
    how: How


@dataclass(frozen=True, slots=True)
class PlaceCall(Effect):
    """Show the call on every call board, as it is now; the same call again changes it. Answered by `CallPlaced`."""

    is_for_the_moment: ClassVar[bool] = True
    call: Call

    @property
    def key(self) -> str:
        """The call's id."""
        return self.call.id


@dataclass(frozen=True, slots=True)
class EndCall(Effect):
    """Take the call from every board. Answered by `CallEnded`, also when no board can be reached."""

    is_for_the_moment: ClassVar[bool] = True
    call_id: str
    how: How

    @property
    def key(self) -> str:
        """The call's id."""
        return self.call_id


def step(session: Session, event: Event, at: Stamp) -> Stepped | None:
    """Take what is about a call; None for everything else. The same session back: nobody waits for it any more."""
    match event:
        case PersonCalled():
            return _called(session, event, at)
        case CallWithdrawn():
            return _withdrawn(session)
        case TimedOut(timer=timer) if timer in (NOTE_TIMER, ESCALATE_TIMER, GONE_TIMER):
            return _timed_out(session, timer, at)
        case CallPlaced(call=call, boards=boards):
            return _placed(session, call, boards)
        case CallHeard(call_id=call_id):
            return _heard(session, call_id)
        case CallAccepted(call_id=call_id, by=by):
            return _coming(session, call_id, by, at)
        case PersonArrived(call_id=call_id):
            return _here(session, call_id)
        case PersonDone(call_id=call_id):
            return over(session, How.DONE) if _own(session, call_id) is not None else (session, ())
        case CallEnded(call_id=call_id):
            return _ended(session, call_id)
        case _:
            return None


def _called(session: Session, event: PersonCalled, at: Stamp, *, is_for_hold: bool = False) -> Stepped:
    """Send a call, unless nobody is there to hear it, or one is open: then the sheet says where a person is.

    Who has read there that nobody answered needs the word over the screen no more. A question goes along with the call
    that is open, too.
    """
    open_call = session.open_call
    if open_call is not None or session.site.opening is Opening.CLOSED:
        is_told = open_call is not None and open_call.is_unanswered
        known = replace(session, sheet=PersonSheet(), call_note=session.call_note and not is_told)
        return (known, ()) if open_call is None else _asked_more(known, open_call, event)
    call = Call(
        uuid7(at, 40), at.utc_ms, session.screen_name, _reasons(session), session.site.language,
        article=event.article, question=event.question[:MOST_QUESTION], is_for_hold=is_for_hold,
    )  # fmt: skip
    begun = replace(session, call=call, call_note=True, sheet=None)
    timers = StartTimer(NOTE_TIMER, UNDO_S), StartTimer(ESCALATE_TIMER, ESCALATE_S[0]), StartTimer(GONE_TIMER, GONE_S)
    return begun, (PlaceCall(call), *timers, Beep("attention"))


def for_holds(stepped: Stepped, event: Event, at: Stamp) -> Stepped:
    """Send for staff by itself when somebody wants to pay and only staff can say yes; who called waits already.

    The call is over when staff have settled here all that it was about. One that nobody pressed for is over, too, when
    the customer has settled it: the goods were taken out of the bag or off the list.
    """
    session, effects = stepped
    call = session.open_call
    is_settled = call is not None and bool(call.reasons) and not {*call.reasons} & {*_reasons(session)}
    if isinstance(event, BY_STAFF) and is_settled:
        done, told = over(session, How.DONE)
        return done, (*effects, *told)
    if call is not None and call.is_for_hold and is_settled and call.stage is not Stage.HERE and _is_shopping(session):
        done, told = over(session, How.WITHDRAWN)
        return done, (*effects, *told)
    if not isinstance(event, PayPressed) or not _waits_for_staff(session):
        return stepped
    if call is not None or session.site.opening is Opening.CLOSED:
        return stepped
    called, told = _called(session, PersonCalled(), at, is_for_hold=True)
    return called, (*(own for own in effects if own != Beep("attention")), *told)


def _is_shopping(session: Session) -> bool:
    """True while the basket itself is on the glass: elsewhere nothing of it says what it waits for."""
    return isinstance(session.screen, InFlow) and isinstance(session.screen.state, Scanning)


def _waits_for_staff(session: Session) -> bool:
    """True when the basket was not let through to payment by what nobody but staff can resolve."""
    state = session.screen.state if isinstance(session.screen, InFlow) else None
    notice = state.notice if isinstance(state, Scanning) else None
    return notice is not None and notice.code in HOLDS and notice.kind.resolvers == (Resolver.ATTENDANT,)


def _asked_more(session: Session, call: Call, event: PersonCalled) -> Stepped:
    if not (event.article or event.question):
        return session, ()
    more = replace(call, article=event.article, question=event.question[:MOST_QUESTION])
    return replace(session, call=more), (PlaceCall(more),)


def _reasons(session: Session) -> tuple[str, ...]:
    state = session.screen.state if isinstance(session.screen, InFlow) else session.screen
    found = dict.fromkeys(blocker.code for blocker in blockers_of(state))
    return tuple(found)[:MOST_REASONS]


def blockers_of(value: object, depth: int = 2) -> Iterator[Blocker]:
    """Yield the blockers that a state holds, itself or in a value of its own."""
    if isinstance(value, Blocker):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from blockers_of(one, depth)
    elif isinstance(value, Sale):
        yield from holds(value)
    elif depth and dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from blockers_of(getattr(value, field.name), depth - 1)


def _withdrawn(session: Session) -> Stepped:
    call = session.open_call
    is_undone = call is not None and call.is_waiting and session.call_note
    return over(session, How.UNDONE if is_undone else How.WITHDRAWN)


def over(session: Session, how: How) -> Stepped:
    """End an open call for its customer; what is left is to tell the boards."""
    call = session.open_call
    if call is None:
        return session, ()
    ending = replace(call, stage=Stage.ENDING, how=how)
    sheet = None if isinstance(session.sheet, PersonSheet) else session.sheet
    return replace(session, call=ending, call_note=False, sheet=sheet), (EndCall(call.id, how), *NO_TIMERS)


def _timed_out(session: Session, timer: str, at: Stamp) -> Stepped:
    call = session.call
    if timer == NOTE_TIMER:
        return (replace(session, call_note=False) if session.call_note else session), ()
    if call is None or not call.is_waiting:
        return session, ()
    if timer == GONE_TIMER:
        return over(session, How.EXPIRED)
    if call.level >= len(ESCALATE_S):
        return session, ()
    louder = replace(call, level=call.level + 1)
    again = (StartTimer(ESCALATE_TIMER, due_in_s(louder, at.utc_ms)),) if louder.level < len(ESCALATE_S) else ()
    return replace(session, call=louder, call_note=louder.is_unanswered), (PlaceCall(louder), *again)


def _own(session: Session, call_id: str) -> Call | None:
    call = session.open_call
    return call if call is not None and call.id == call_id else None


def _placed(session: Session, placed: Call, boards: int) -> Stepped:
    call = _own(session, placed.id)
    if call is None:
        return session, ()
    is_new = call.placed < placed.level
    known = replace(session, call=replace(call, placed=placed.level)) if is_new else session
    return _heard(known, call.id) if boards else (known, ())


def _heard(session: Session, call_id: str) -> Stepped:
    call = _own(session, call_id)
    if call is None or call.stage is not Stage.SENT:
        return session, ()
    heard = replace(call, stage=Stage.HEARD)
    return replace(session, call=heard), (PlaceCall(heard),)


def _coming(session: Session, call_id: str, by: str, at: Stamp) -> Stepped:
    """Take the first who accepts; every board sees by whom, so that nobody else sets out."""
    call = _own(session, call_id)
    if call is None or not call.is_waiting:
        return session, ()
    coming = replace(call, stage=Stage.COMING, by=by)
    waited = (*session.waited_s, max(0, at.utc_ms - call.raised_utc_ms) // 1000)[-LAST:]
    timers = StopTimer(ESCALATE_TIMER), StopTimer(GONE_TIMER), StartTimer(NOTE_TIMER, UNDO_S)
    known = replace(session, call=coming, call_note=True, waited_s=waited)
    return known, (PlaceCall(coming), *timers, Beep("attention"))


def _here(session: Session, call_id: str) -> Stepped:
    call = _own(session, call_id)
    if call is None or call.stage is Stage.HERE:
        return session, ()
    here = replace(call, stage=Stage.HERE)
    return replace(session, call=here, call_note=False), (PlaceCall(here), *NO_TIMERS)


def _ended(session: Session, call_id: str) -> Stepped:
    call = session.call
    if call is None or call.id != call_id:
        return session, ()
    sheet = None if isinstance(session.sheet, PersonSheet) else session.sheet
    return replace(session, call=None, call_note=False, sheet=sheet), NO_TIMERS


KINDS = tuple(kind.__name__ for kind in (CallPlaced, CallHeard, CallAccepted, PersonArrived, CallWithdrawn, CallEnded))


def call_of(events: Iterable[Event]) -> Call | None:
    """Return the call that these events of the journal leave, those of `KINDS` in their order; None when it is over."""
    call: Call | None = None
    for event in events:
        match event:
            case CallPlaced(call=placed):
                call = replace(placed, placed=placed.level, by="", question="")
            case CallEnded(call_id=call_id) if call is not None and call.id == call_id:
                call = None
            case CallWithdrawn() if call is not None:
                call = replace(call, stage=Stage.ENDING, how=How.WITHDRAWN)
            case CallHeard(call_id=call_id) if call is not None and call.id == call_id:
                call = replace(call, stage=Stage.HEARD)
            case CallAccepted(call_id=call_id) if call is not None and call.id == call_id:
                call = replace(call, stage=Stage.COMING)
            case PersonArrived(call_id=call_id) if call is not None and call.id == call_id:
                call = replace(call, stage=Stage.HERE)
            case _:
                pass
    return call


def taken_up(session: Session, call: Call | None, at: Stamp) -> Stepped:
    """Go on with the call that a restart found: its customer may stand there still, and staff may be on their way."""
    if call is None:
        return session, ()
    if not call.is_open:
        return replace(session, call=call), (EndCall(call.id, call.how or How.EXPIRED),)
    if not call.is_waiting:
        return replace(session, call=call), (PlaceCall(call),)
    left_s = GONE_S - max(0, at.utc_ms - call.raised_utc_ms) / 1000
    timers: tuple[Effect, ...] = (StartTimer(GONE_TIMER, max(0.0, left_s)),)
    if call.level < len(ESCALATE_S):
        timers = (*timers, StartTimer(ESCALATE_TIMER, due_in_s(call, at.utc_ms)))
    return replace(session, call=replace(call, stage=Stage.SENT)), (PlaceCall(call), *timers)
