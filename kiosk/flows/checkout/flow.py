"""The checkout reducer: goods into the basket, and which stage takes which event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from kiosk.domain import basket
from kiosk.domain.aside.keeping import may_keep
from kiosk.domain.blockers import (
    ITEM_CHECK_DIGIT,
    ITEM_LIMIT,
    ITEM_NEEDS_WEIGHING,
    ITEM_NOT_SOLD_HERE,
    ITEM_TWO_CODES,
    ITEM_UNKNOWN,
    ITEM_UNREADABLE,
    PAY_TERMINAL_AWAY,
    PAY_TERMINAL_CHECKING,
    SALE_CODE_LATER,
    SALE_CODE_UNKNOWN,
    Blocker,
    raised,
)
from kiosk.domain.goods.holds import holds
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import Arg, text
from kiosk.domain.values import replace
from kiosk.flows.base import (
    Abandoned,
    BackPressed,
    CancelConfirmed,
    Effect,
    Entry,
    Event,
    Site,
    StartTimer,
    StopTimer,
    TimedOut,
)
from kiosk.flows.checkout import paying, receipt, typing
from kiosk.flows.checkout.aside import keeping, leaving
from kiosk.flows.checkout.attended import changing, refunding
from kiosk.flows.checkout.attended.events import BlockerResolved, RefundBegun, ReprintBegun, SessionEnded
from kiosk.flows.checkout.events import (
    Beep,
    DiscardPressed,
    FewerPressed,
    KeepPressed,
    MakeCode,
    MorePressed,
    NotReleased,
    PayPressed,
    ResumePressed,
    Scanned,
    TypePressed,
    UndoPressed,
)
from kiosk.flows.checkout.loose import choosing, weighing
from kiosk.flows.checkout.loose.events import LooseWanted
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.states import (
    UNDO_TIMER,
    Declined,
    Ended,
    GivingBack,
    Keeping,
    PartPaid,
    Paying,
    PaymentUnclear,
    Receipt,
    Refunding,
    Reprinting,
    ResumeOffer,
    Returned,
    Scanning,
    State,
    ThankYou,
    Typing,
    held,
)
from kiosk.flows.checkout.undoing import returned, stages

Stepped = tuple[State, tuple[Effect, ...]]
UNDO_S = 8

SCREENS: tuple[type[State], ...] = (
    Scanning,
    Typing,
    Choosing,
    Naming,
    Weighing,
    Keeping,
    ResumeOffer,
    Paying,
    PartPaid,
    GivingBack,
    Returned,
    Declined,
    PaymentUnclear,
    Receipt,
    Refunding,
    Reprinting,
    ThankYou,
)
RESUMES: tuple[type[State], ...] = (ResumeOffer, PaymentUnclear, Paying, PartPaid, GivingBack, Returned, Receipt)
MOVES: Mapping[type[State], frozenset[type[State]]] = {
    Scanning: frozenset({Typing, Choosing, Weighing, Keeping, Paying, Ended}),
    Typing: frozenset({Scanning, Weighing, Ended}),
    Choosing: frozenset({Scanning, Typing, Naming, Weighing, Ended}),
    Naming: frozenset({Choosing, Scanning, Weighing, Ended}),
    Weighing: frozenset({Choosing, Scanning, Ended}),
    Keeping: frozenset({Scanning, Ended}),
    ResumeOffer: frozenset({Scanning, Ended}),
    Paying: frozenset({Scanning, Declined, PaymentUnclear, PartPaid, GivingBack, Receipt}),
    PartPaid: frozenset({Paying, GivingBack, Ended}),
    GivingBack: frozenset({Returned, Ended}),
    Returned: frozenset({Scanning, PartPaid, Ended}),
    Declined: frozenset({Paying, PartPaid, GivingBack, Scanning, Ended}),
    PaymentUnclear: frozenset({Paying, PartPaid, GivingBack, Declined, Ended}),
    Receipt: frozenset({ThankYou, Ended}),
    Refunding: frozenset({Returned, Ended}),
    Reprinting: frozenset({Ended}),
    ThankYou: frozenset({Ended}),
}
ENTRY = Entry(
    flow="checkout",
    order=1,
    title=text("checkout.entry.title"),
    text=text("checkout.entry.text"),
    art="shopping",
    needs=("terminal",),
)
PROBLEMS = {
    "UNREADABLE": ITEM_UNREADABLE,
    "TWO_CODES": ITEM_TWO_CODES,
    "CHECK_DIGIT": ITEM_CHECK_DIGIT,
    "KEPT_UNKNOWN": SALE_CODE_UNKNOWN,
    "KEPT_LATER": SALE_CODE_LATER,
    "NOT_AN_ITEM": ITEM_UNKNOWN,
}
CANNOT = {
    "CURRENCY": ITEM_NOT_SOLD_HERE,
    "PRICE": ITEM_NOT_SOLD_HERE,
    "WEIGHT": ITEM_NEEDS_WEIGHING,
    "LIMIT": ITEM_LIMIT,
}


def begin(event: Event | None, at: Stamp, site: Site, session_id: str) -> Stepped | None:
    """Start a checkout from home (`event` None) or by a scan on the glass; None when the event starts no checkout."""
    sale = Sale(uuid7(at, 10), site.currency, session_id, at.utc_ms, offers=site.offers)
    match event:
        case None:
            return Scanning(sale), ()
        case Scanned(is_typed=False):
            begun = _scanned(Scanning(sale), event, at, site)
            is_first = isinstance(begun[0], Scanning)  # the basket is shown first: then the scale
            return begun if is_first else _noticed(Scanning(sale), ITEM_NEEDS_WEIGHING, at)
        case RefundBegun():
            return refunding.refund(event, at, site)
        case ReprintBegun():
            return refunding.reprint(event, at, site)
        case _:
            return None


def sales(state: State) -> tuple[Sale, ...]:
    """Return the sale a state holds, for the store."""
    return held(state)


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event. An event that a state does not take returns the same state and no effects."""
    after, effects = _stepped(state, event, at, site)
    is_left = isinstance(state, Weighing) and not isinstance(after, Weighing)
    return after, (*effects, *weighing.LEAVING) if is_left else effects


def _stepped(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    if isinstance(event, CancelConfirmed):
        return leaving.cancelled(state, at, site)
    if isinstance(event, Abandoned):
        return leaving.abandoned(state, at, site)
    if isinstance(event, SessionEnded):
        return leaving.cancelled(state, at, site) if leaving.may_end(state) else (state, ())
    if isinstance(event, BlockerResolved | changing.Change):
        return changing.attended(state, event)
    match state:
        case Scanning():
            return _scanning(state, event, at, site)
        case Typing():
            return _typing(state, event, at, site)
        case Choosing() | Naming() | Weighing():
            return _loose(state, event, at, site)
        case Keeping():
            return keeping.keeping(state, event, at, site)
        case ResumeOffer():
            return _offer(state, event, site)
        case Paying() if isinstance(event, NotReleased):
            return stages.not_released(state, event, at, site)
        case Paying():
            stepped = _with_code(paying.paying(state, event, at), at, site)
            return stepped if state.is_recovered else _printed_by_site(stepped, at, site)
        case PartPaid():
            return paying.partly(state, event, at, site)
        case GivingBack():
            return returned.arrived(stages.giving_back(state, event, at, site), at, site)
        case Returned():
            return returned.returned(state, event, at, site)
        case Declined():
            return paying.declined(state, event, at, site.watched)
        case PaymentUnclear():
            return paying.unclear(state, event, at, site.language)
        case Receipt():
            return receipt.receipt(state, event, at, site)
        case Refunding():
            return refunding.refunding(state, event, at, site)
        case Reprinting():
            return refunding.reprinting(state, event)
        case ThankYou():
            return receipt.thank_you(state, event)
        case Ended():
            return state, ()
        case _:
            assert_never(state)


def _with_code(stepped: Stepped, at: Stamp, site: Site) -> Stepped:
    state, effects = stepped
    if isinstance(state, Receipt) and not site.is_lent:
        return state, (*effects, MakeCode(state.sale, site.language, at.utc_ms))
    return stepped


def _printed_by_site(stepped: Stepped, at: Stamp, site: Site) -> Stepped:
    state, effects = stepped
    if isinstance(state, Receipt) and not site.is_lent and site.receipt == "print" and site.is_usable("printer"):
        printing, print_effects = receipt.start_receipt(state, at, site.language)
        return printing, (*effects, *print_effects)
    return stepped


def _offer(state: ResumeOffer, event: Event, site: Site) -> Stepped:
    match event:
        case ResumePressed():
            return Scanning(replace(state.sale, offers=site.offers)), ()
        case DiscardPressed():
            return Ended(state.sale.to(SaleState.VOID)), ()
        case _:
            return state, ()


def _typing(state: Typing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take a typed number by the rules of `typing`; what is found goes into the basket as a scan does."""
    if isinstance(event, Scanned) and not typing.stays(state, event):
        return _scanned(Scanning(state.sale), event, at, site)
    return typing.typing(state, event)


def _loose(state: Choosing | Naming | Weighing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take an event where loose goods are chosen and weighed; the basket takes them as it takes what is scanned."""
    if isinstance(event, Scanned):
        return (state, ()) if event.is_typed else _scanned(Scanning(state.sale), event, at, site)
    match state:
        case Choosing():
            found, effects = choosing.choosing(state, event, at, site)
        case Naming():
            found, effects = choosing.naming(state, event, at, site)
        case Weighing() if isinstance(event, BackPressed) and not state.is_taring:
            return choosing.choose(state.sale, at, site) if state.is_chosen else (Scanning(state.sale), ())
        case Weighing():
            found, effects = weighing.weighing(state, event, site)
    if not isinstance(found, Scanned):
        return found, effects
    after, sounds = _scanned(Scanning(state.sale), found, at, site)
    is_sold = isinstance(after, Scanning) and after.notice is None
    return after, (*sounds, *effects) if is_sold else sounds


def _scanning(state: Scanning, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case Scanned(is_typed=False):  # the answer to a number that was typed and left is nobody's
            return _scanned(state, event, at, site)
        case TypePressed():
            return Typing(state.sale), (StopTimer(UNDO_TIMER),)
        case LooseWanted() if choosing.sells_loose(site):
            chosen, effects = choosing.choose(state.sale, at, site)
            return chosen, (StopTimer(UNDO_TIMER), *effects)
        case MorePressed(n=n):
            return _more(state, n, at)
        case FewerPressed(n=n):
            return _fewer(state, n)
        case UndoPressed() if state.undo_n is not None:
            sale = basket.put_back(state.sale, state.undo_n)
            return Scanning(sale, newest_n=state.undo_n), (StopTimer(UNDO_TIMER),)
        case TimedOut(timer=timer) if timer == UNDO_TIMER and state.undo_n is not None:
            return replace(state, undo_n=None), ()
        case PayPressed() if state.sale.lines:
            return _pay(state, at, site)
        case KeepPressed() if may_keep(state.sale):
            return keeping.kept(state.sale)
        case _:
            return state, ()


def _noticed(state: Scanning, code: str, at: Stamp, args: tuple[tuple[str, Arg], ...] = ()) -> Stepped:
    notice = raised(code, at, ("sale", state.sale.id), **dict(args))
    return replace(state, notice=notice, newest_n=None), (Beep("error"),)


def _refused(state: Scanning, why: basket.CannotAdd, at: Stamp) -> Stepped:
    return _noticed(state, CANNOT.get(why.code, why.code), at, why.args_of_words)


def _scanned(state: Scanning, event: Scanned, at: Stamp, site: Site) -> Stepped:
    if event.problem or event.product is None:
        return _noticed(state, PROBLEMS.get(event.problem, ITEM_UNKNOWN), at)
    if _is_to_weigh(event, event.product, site):
        stepped, effects = weighing.weigh(state.sale, event.product, is_chosen=False, local=event.local)
        return stepped, (StopTimer(UNDO_TIMER), *effects)
    try:
        sale = basket.add(
            state.sale, event.product, weight_g=event.weight_g, price=event.price, facts=event.facts, local=event.local
        )
    except basket.CannotAdd as why:
        return _refused(state, why, at)
    is_held = len(holds(sale)) > len(holds(state.sale))
    sound = Beep("attention" if is_held else "ok")
    return Scanning(sale, newest_n=sale.lines[-1].n), (sound, StopTimer(UNDO_TIMER))


def _is_to_weigh(event: Scanned, product: basket.Product, site: Site) -> bool:
    """True for goods by weight whose code says neither weight nor price, where there is a scale for them."""
    return product.is_weighed and event.weight_g is None and event.price is None and choosing.sells_loose(site)


def _more(state: Scanning, n: int, at: Stamp) -> Stepped:
    try:
        sale = basket.more(state.sale, n)
    except basket.CannotAdd as why:
        return _refused(state, why, at)
    return (state, ()) if sale is state.sale else (Scanning(sale, newest_n=n), ())


def _fewer(state: Scanning, n: int) -> Stepped:
    had = basket.line_of(state.sale, n)
    sale = basket.fewer(state.sale, n)
    if had is None:
        return state, ()
    if basket.line_of(sale, n) is None:
        return Scanning(sale, undo_n=n), (StartTimer(UNDO_TIMER, UNDO_S),)
    return Scanning(sale, newest_n=n), ()


def _pay(state: Scanning, at: Stamp, site: Site) -> Stepped:
    blocker: Blocker | None = None
    if held := holds(state.sale):
        blocker = held[0]
    elif site.is_terminal_asked:
        blocker = raised(PAY_TERMINAL_CHECKING, at, ("sale", state.sale.id))
    elif not site.is_usable("terminal"):
        blocker = raised(PAY_TERMINAL_AWAY, at, ("sale", state.sale.id))
    if blocker is not None:
        return replace(state, notice=blocker, undo_n=None), (Beep("attention"),)
    stepped, effects = paying.pay(state.sale, at, watched=site.watched)
    return stepped, (StopTimer(UNDO_TIMER), *effects)
