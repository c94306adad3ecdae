"""The basket: what is scanned goes in, what is wrong is said, pieces come and go; it is paid when nothing holds it."""

from __future__ import annotations

from kiosk.domain import basket
from kiosk.domain.aside.keeping import may_keep
from kiosk.domain.benefits.blockers import SALE_COUPON_DOUBT
from kiosk.domain.benefits.changing import asked
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
from kiosk.domain.gifts.using import pays_all
from kiosk.domain.goods.blockers import ITEM_WARRANTY
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.late import noted
from kiosk.domain.sale import Line, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import Arg, text
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout import paying
from kiosk.flows.checkout.aside import keeping
from kiosk.flows.checkout.bagging import watching
from kiosk.flows.checkout.events import (
    Beep,
    FewerPressed,
    KeepPressed,
    MorePressed,
    PayPressed,
    Scanned,
    TypePressed,
    UndoPressed,
)
from kiosk.flows.checkout.extras import offering
from kiosk.flows.checkout.loose import choosing, weighing
from kiosk.flows.checkout.loose.events import LooseWanted
from kiosk.flows.checkout.shopping.explaining import ExplainPressed, explain
from kiosk.flows.checkout.states import UNDO_TIMER, Scanning, State, Typing

Stepped = tuple[State, tuple[Effect, ...]]
UNDO_S = 8
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


def scanning(state: Scanning, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event while the basket is shown."""
    match event:
        case Scanned(is_typed=False):  # the answer to a number that was typed and left is nobody's
            return scanned(state, event, at, site)
        case TypePressed():
            return Typing(state.sale), (StopTimer(UNDO_TIMER),)
        case LooseWanted() if choosing.sells_loose(site):
            chosen, effects = choosing.choose(state.sale, at, site)
            return chosen, (StopTimer(UNDO_TIMER), *effects)
        case ExplainPressed() if (explained := explain(state, event)) is not None:
            return explained, (StopTimer(UNDO_TIMER),)
        case MorePressed(n=n):
            return _more(state, n, at)
        case FewerPressed(n=n):
            return _fewer(state, n)
        case UndoPressed() if state.undo_n is not None:
            sale = noted(state.sale, basket.put_back(state.sale, state.undo_n))
            return Scanning(sale, newest_n=state.undo_n), (StopTimer(UNDO_TIMER),)
        case TimedOut(timer=timer) if timer == UNDO_TIMER and state.undo_n is not None:
            return replace(state, undo_n=None), ()
        case PayPressed() if state.sale.lines:
            return pay(state, at, site, is_offering=True)
        case KeepPressed() if may_keep(state.sale):
            return keeping.kept(state.sale)
        case _:
            return state, ()


def noticed(state: Scanning, code: str, at: Stamp, args: tuple[tuple[str, Arg], ...] = ()) -> Stepped:
    """Say beside the basket what is wrong, by the code of a blocker; the basket stays as it is."""
    notice = raised(code, at, ("sale", state.sale.id), **dict(args))
    return replace(state, notice=notice, newest_n=None), (Beep("error"),)


def _refused(state: Scanning, why: basket.CannotAdd, at: Stamp) -> Stepped:
    return noticed(state, CANNOT.get(why.code, why.code), at, why.args_of_words)


def scanned(state: Scanning, event: Scanned, at: Stamp, site: Site) -> Stepped:
    """Put what was scanned into the basket, or weigh it first, or say why not."""
    if event.problem or event.product is None:
        return noticed(state, PROBLEMS.get(event.problem, ITEM_UNKNOWN), at)
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
    notice = None if is_held else _warranty(state.sale, sale.lines[-1], at)
    return Scanning(sale, newest_n=sale.lines[-1].n, notice=notice), (sound, StopTimer(UNDO_TIMER))


def _warranty(before: Sale, line: Line, at: Stamp) -> Blocker | None:
    """Say for how long the shop stands for a piece, when the first of it comes in: the receipt will be asked for."""
    months = line.facts.warranty_months
    if not months or any(own.sku == line.sku for own in before.lines):
        return None
    return raised(
        ITEM_WARRANTY, at, ("line", str(line.n)), item=line.name, months=text("checkout.explained.months", n=months)
    )


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
    sale = noted(state.sale, basket.fewer(state.sale, n))
    if had is None:
        return state, ()
    if basket.line_of(sale, n) is None:
        return Scanning(sale, undo_n=n), (StartTimer(UNDO_TIMER, UNDO_S),)
    return Scanning(sale, newest_n=n), ()


def pay(state: Scanning, at: Stamp, site: Site, *, is_offering: bool = False) -> Stepped:
    """Pay, or say what keeps it from being paid; `is_offering`: bags and rounding up are offered before."""
    blocker: Blocker | None = None
    if held := holds(state.sale):
        blocker = held[0]
    elif watching.is_waiting(state.sale.bag):
        return watching.tell(replace(state, notice=None, undo_n=None))
    elif waiting := asked(state.sale):
        blocker = raised(SALE_COUPON_DOUBT, at, ("sale", state.sale.id), coupon=waiting[0].code)
    elif site.is_terminal_asked:
        blocker = raised(PAY_TERMINAL_CHECKING, at, ("sale", state.sale.id))
    elif not (site.is_usable("terminal") or pays_all(state.sale)):
        blocker = raised(PAY_TERMINAL_AWAY, at, ("sale", state.sale.id))
    if blocker is not None:
        return replace(state, notice=blocker, undo_n=None), (Beep("attention"),)
    if is_offering and (offered := offering.opened(state.sale, site)) is not None:
        return offered[0], (StopTimer(UNDO_TIMER), *offered[1])
    stepped, effects = paying.pay(state.sale, at, watched=site.watched)
    return stepped, (StopTimer(UNDO_TIMER), *effects)
