"""Staff at a customer's lane: an act is chosen, has its reason, is asked leave for, is told, and is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.money import Money
from kiosk.domain.sale import Sale
from kiosk.domain.settling.giving_back import came_back, paid_for
from kiosk.domain.staff.attending import CannotChange
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.assist.acts import (
    OF_A_LINE,
    REASONS,
    TYPED,
    WANTS,
    Deed,
    Wish,
    basket_of,
    change_of,
    is_in_time,
    kept_for,
    may_end,
    recorded,
    resolvable,
    told,
    version_of,
    ways_of,
)
from kiosk.flows.assist.events import (
    BlockerChosen,
    DeedChosen,
    FindLastSale,
    FindReturn,
    KeptChosen,
    LastSaleFound,
    LineChosen,
    NumberGiven,
    ReasonChosen,
    RefundChosen,
    RefundLineToggled,
    ResolutionChosen,
    ReturnFound,
)
from kiosk.flows.assist.states import Asking, Baskets, Lane, Line, Number, Reason, Refund, Resolving, State
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.attended.changing import changed
from kiosk.flows.checkout.attended.refunding import refundable_of
from kiosk.flows.guests import Gone, Guest, Pass, Tell
from kiosk.flows.signing import ReturnCodeRead
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted

NAME: Final = "assist"
MOST_DIGITS: Final = 7
Stepped: TypeAlias = "tuple[State | Gone | Pass | Tell, tuple[Effect, ...]]"

ENTRY: Final = Guest(
    NAME,
    10,
    text("assist.entry.title"),
    text("assist.entry.text"),
    "shopping-basket",
    may=tuple(dict.fromkeys(WANTS.values())),
)
SCREENS: tuple[type[State], ...] = (Lane, Line, Number, Reason, Resolving, Refund, Baskets, Asking)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Lane: frozenset({Line, Reason, Resolving, Refund, Baskets, Pass}),
    Line: frozenset({Lane, Number, Reason}),
    Number: frozenset({Line, Lane, Reason}),
    Reason: frozenset({Lane, Line, Number, Refund, Baskets, Asking}),
    Resolving: frozenset({Lane, Asking}),
    Refund: frozenset({Lane, Reason}),
    Baskets: frozenset({Lane, Reason}),
    Asking: frozenset({Lane, Tell}),
}


def enter(person: Person | None, _at: Stamp, site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with what the customer has; with nobody there, the last sale is looked up."""
    return (Gone(), ()) if person is None else _lane(person, site)


def _lane(person: Person, site: Site, problem: str = "") -> tuple[Lane, tuple[Effect, ...]]:
    is_asked = site.customer is None or not site.customer.id
    return Lane(person, problem, is_asked=is_asked), (FindLastSale(),) if is_asked else ()


def may(person: Person, deed: Deed) -> bool:
    """True when a person's roles list what an act wants."""
    return person.may(WANTS[deed])


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    match state:
        case Lane():
            return _of_lane(state, event, at, site)
        case Line():
            return _of_line(state, event, site)
        case Number():
            return _of_number(state, event, site)
        case Reason():
            return _of_reason(state, event, at, site)
        case Resolving():
            return _of_resolving(state, event, at, site)
        case Refund():
            return _of_refund(state, event, site)
        case Baskets():
            return _of_baskets(state, event, at, site)
        case Asking():
            return _of_asking(state, event, at, site)


# --- the lane ---------------------------------------------------------------------------------------------------------


def _of_lane(state: Lane, event: Event, at: Stamp, site: Site) -> Stepped:
    customer = site.customer
    match event:
        case BackPressed():
            return Pass("staff", state.person), ()
        case LastSaleFound(sale=sale) if state.is_asked:
            return replace(state, last=sale, is_asked=False), ()
        case ReturnCodeRead(code=code) if _is_free(site) and may(state.person, Deed.REFUND):
            return replace(state, problem="", done="", is_asked=True), (FindReturn(code),)
        case ReturnFound() if state.is_asked:
            return _found(state, event)
        case EffectFailed(effect="FindLastSale" | "FindReturn") if state.is_asked:
            return replace(state, is_asked=False), ()
        case LineChosen(n=n) if (sale := basket_of(customer)) is not None and sale.lines:
            is_there = not n or any(line.n == n for line in sale.lines)
            return (Line(state.person, n, sale.version), ()) if is_there else (state, ())
        case BlockerChosen(blocker_id=of) if customer is not None and may(state.person, Deed.RESOLVE):
            blocker = next((own for own in resolvable(customer) if own.id == of), None)
            if blocker is None:
                return state, ()
            wish = Wish(Deed.RESOLVE, version=version_of(customer), blocker_id=of, code=blocker.code)
            return Resolving(state.person, wish, ways_of(customer, blocker)), ()
        case DeedChosen(deed=Deed.END) if customer is not None and may_end(customer) and may(state.person, Deed.END):
            return Reason(state.person, Wish(Deed.END)), ()
        case DeedChosen(deed=Deed.REPRINT) if _has_last(state, site) and may(state.person, Deed.REPRINT):
            return Reason(state.person, Wish(Deed.REPRINT, sale=state.last)), ()
        case DeedChosen(deed=Deed.REFUND) if state.last is not None and _may_refund(state, state.last, site):
            return Refund(state.person, state.last), ()
        case DeedChosen(deed=Deed.BRING_BACK) if may(state.person, Deed.BRING_BACK):
            return _listed(state.person, at, site)
        case _:
            return state, ()


def _found(state: Lane, event: ReturnFound) -> Stepped:
    """Go on to what comes back of the sale of a code, or say why nothing does."""
    if event.sale is None or event.why:
        return replace(state, problem=event.why or "not_ours", is_asked=False), ()
    if not refundable_of(event.sale).minor:
        return replace(state, problem="returned", is_asked=False), ()
    return Refund(state.person, event.sale, late=event.late), ()


def _is_free(site: Site) -> bool:
    return site.customer is not None and not site.customer.id


def _has_last(state: Lane, site: Site) -> bool:
    return state.last is not None and _is_free(site)


def _may_refund(state: Lane, last: Sale, site: Site) -> bool:
    return _has_last(state, site) and may(state.person, Deed.REFUND) and refundable_of(last).minor > 0


# --- one line, or all of them -----------------------------------------------------------------------------------------


def deeds_of(state: Line) -> tuple[Deed, ...]:
    """Return what this person may do to the line; to all lines at once only a discount."""
    own = OF_A_LINE if state.n else (Deed.AMOUNT_OFF, Deed.PERCENT_OFF)
    return tuple(deed for deed in own if may(state.person, deed))


def _of_line(state: Line, event: Event, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return _lane(state.person, site)
        case DeedChosen(deed=chosen) if chosen in deeds_of(state):
            wish = Wish(Deed(chosen), state.n, version=state.version)
            return (Number if wish.deed in TYPED else Reason)(state.person, wish), ()
        case _:
            return state, ()


def _of_number(state: Number, event: Event, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return Line(state.person, state.wish.n, state.wish.version), ()
        case NumberGiven(number=number):
            return _typed(state, number, site)
        case _:
            return state, ()


def _typed(state: Number, number: str, site: Site) -> Stepped:
    """Take a number that the basket allows; of one that it does not, say why."""
    sale = basket_of(site.customer)
    if sale is None:
        return _lane(state.person, site, "busy")
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        return replace(state, problem="number"), ()
    wish = replace(state.wish, value=int(number))
    try:
        changed(sale, change_of(replace(wish, why=REASONS[wish.deed][0]), state.person.id))
    except CannotChange as why:
        if why.code in ("STALE", "LINE"):
            return _lane(state.person, site, "stale")
        return replace(state, problem=why.code.lower()), ()
    return Reason(state.person, wish), ()


# --- why, and may it be -----------------------------------------------------------------------------------------------


def _of_reason(state: Reason, event: Event, at: Stamp, site: Site) -> Stepped:
    wish = state.wish
    match event:
        case BackPressed() if wish.deed in TYPED:
            return Number(state.person, wish), ()
        case BackPressed() if wish.deed is Deed.VOID:
            return Line(state.person, wish.n, wish.version), ()
        case BackPressed() if wish.deed is Deed.REFUND and wish.sale is not None:
            return Refund(state.person, wish.sale), ()
        case BackPressed() if wish.deed is Deed.BRING_BACK:
            return _listed(state.person, at, site)
        case BackPressed():
            return _lane(state.person, site)
        case ReasonChosen(why=why) if why in REASONS[wish.deed]:
            return _ask(state.person, replace(wish, why=why), at)
        case _:
            return state, ()


def _of_resolving(state: Resolving, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return _lane(state.person, site)
        case ResolutionChosen(way=way) if way in state.ways:
            return _ask(state.person, replace(state.wish, why=way), at)
        case _:
            return state, ()


def _ask(person: Person, wish: Wish, at: Stamp) -> Stepped:
    ask_id = uuid7(at, 50)
    return Asking(person, wish, ask_id), (AskPermit(ask_id, wish.act, person),)


def _of_asking(state: Asking, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case Permitted(ask_id=of, act=act) if of == state.ask_id and act == state.wish.act:
            return _permitted(state, event, at, site)
        case NotPermitted(ask_id=of, why=why) if of == state.ask_id:
            return _lane(state.person, site, "" if why == "withdrawn" else "not_permitted")
        case EffectFailed(effect="AskPermit", key=of) if of == state.ask_id:
            return _lane(state.person, site, "not_permitted")
        case BackPressed():
            return _lane(state.person, site)
        case _:
            return state, ()


def _permitted(state: Asking, event: Permitted, at: Stamp, site: Site) -> Stepped:
    """Tell the customer's flow, once, if it can still be done; only then it is recorded."""
    wish, person = state.wish, state.person
    if not is_in_time(wish, site.customer, at):
        return _lane(person, site, "kept_gone")
    try:
        news = told(wish, person.id, site)
        kept = recorded(wish, person, event.second_id, site.customer)
    except CannotChange as why:
        return _lane(person, site, why.code.lower())
    if wish.deed in (Deed.REFUND, Deed.REPRINT, Deed.BRING_BACK):
        return Tell(news), (kept,)  # the glass is the terminal's, the printer's, or the customer's now
    if wish.deed is Deed.END:
        return Tell(news, Lane(person, done=wish.deed, is_asked=True)), (kept, FindLastSale())
    return Tell(news, Lane(person, done=wish.deed)), (kept,)


# --- kept baskets -----------------------------------------------------------------------------------------------------


def _listed(person: Person, at: Stamp, site: Site) -> Stepped:
    """List what waits behind the glass; where nothing does any more, the lane says so."""
    kept = kept_for(site.customer, at)
    return (Baskets(person, kept, at.utc_ms), ()) if kept else _lane(person, site, "kept_gone")


def _of_baskets(state: Baskets, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return _lane(state.person, site)
        case KeptChosen(sale_id=of) if any(own.sale.id == of for own in state.kept):
            sale = next(own.sale for own in state.kept if own.sale.id == of)
            wish = Wish(Deed.BRING_BACK, sale=sale)
            is_there = is_in_time(wish, site.customer, at)
            return (Reason(state.person, wish), ()) if is_there else _lane(state.person, site, "kept_gone")
        case _:
            return state, ()


# --- the last sale ----------------------------------------------------------------------------------------------------


def amount_of(state: Refund) -> Money:
    """Return what is to be refunded: the chosen lines, or all that is left."""
    if not state.chosen:
        return refundable_of(state.sale)
    return paid_for(state.sale, Counter(state.chosen), came_back(state.sale))


def open_pieces(state: Refund) -> Mapping[int, int]:
    """Return how many pieces of each line may still come back, by the numbers of those that have any."""
    gone = came_back(state.sale)
    left = {line.n: line.qty - gone.get(line.n, 0) for line in state.sale.lines if line.n not in state.late}
    return {n: pieces for n, pieces in left.items() if pieces > 0}


def _toggled(state: Refund, n: int) -> tuple[int, ...]:
    """Return what is chosen when a line is touched: one piece more, and after the last one none of it."""
    others = tuple(own for own in state.chosen if own != n)
    return others if state.chosen.count(n) == open_pieces(state)[n] else (*state.chosen, n)


def _of_refund(state: Refund, event: Event, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return replace(_lane(state.person, site)[0], last=state.sale, is_asked=False), ()
        case RefundLineToggled(n=n) if not state.sale.is_service and n in open_pieces(state):
            return replace(state, chosen=_toggled(state, n), problem=""), ()
        case RefundChosen():
            amount = amount_of(state)
            is_open = bool(state.late) and not state.chosen
            if is_open or not 0 < amount.minor <= refundable_of(state.sale).minor:
                return replace(state, problem="amount"), ()
            pieces = tuple(sorted(Counter(state.chosen).items()))
            return Reason(state.person, Wish(Deed.REFUND, value=amount.minor, sale=state.sale, pieces=pieces)), ()
        case _:
            return state, ()
