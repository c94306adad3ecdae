"""The bag follows the basket: pieces that come in are expected in it, pieces that go out are expected to leave it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Costs, Expected, Piece, Why, exactly, prior
from kiosk.domain.sale import Line
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.bagging.events import (
    BagRested,
    InBagPressed,
    LearnWeights,
    NotBaggedPressed,
    OwnBagPressed,
    UnwatchBag,
    WatchBag,
)
from kiosk.flows.checkout.events import Beep, Scanned
from kiosk.flows.checkout.states import Receipt, Scanning, Shopping, State, held

SCALE: Final = "bagging_scale"
DOUBT_TIMER: Final = "checkout.doubt"
LEAVING: Final[tuple[Effect, ...]] = (UnwatchBag(), StopTimer(DOUBT_TIMER))
Lines: TypeAlias = tuple[Line, ...]
Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"


def costs_of(site: Site) -> Costs | None:
    """Return what a weight is judged by; None where there is no such scale, or nobody wants it watched."""
    return site.bagging if SCALE in site.devices else None


def takes(event: Event) -> bool:
    """True for an event that is the bag's own."""
    asked = BagRested | InBagPressed | NotBaggedPressed | OwnBagPressed
    return isinstance(event, asked) or event == TimedOut(DOUBT_TIMER)


def weighed(state: Shopping, event: Event, site: Site) -> Stepped:
    """Take an event of the bag; where no scale is watched it changes nothing."""
    costs = costs_of(site)
    if costs is None:
        return state, ()
    before = state.sale.bag
    after = bagging.checked(_taken(before, event, costs), costs)
    if after == before:
        return state, ()
    shown = Scanning(state.sale) if isinstance(event, NotBaggedPressed) else state  # the page of its line is left
    is_asked = after.is_much and not before.is_much
    return _with(shown, after), (*_told(before, after, costs), *((Beep("attention"),) if is_asked else ()))


def _taken(bag: Bagging, event: Event, costs: Costs) -> Bagging:
    match event:
        case BagRested(n=n) if n <= bag.heard_n:
            return bag  # late: it was told before another that is known already
        case BagRested(n=n, weight_g=None):
            return replace(bagging.unseen(bag), heard_n=n)
        case BagRested(n=n, weight_g=int(weight_g)):
            return replace(bagging.weighed(bag, weight_g, costs), heard_n=n)
        case InBagPressed() if is_told(bag):
            return bagging.confirmed(bag)
        case NotBaggedPressed(n=n):
            return bagging.carried(bag, n, costs)
        case OwnBagPressed() if is_told(bag):
            return bagging.own_bag(bag, costs)
        case TimedOut():
            return bagging.told(bag)
        case _:
            return bag


def is_told(bag: Bagging) -> bool:
    """True while a doubt stands that the customer knows of."""
    return bag.doubt is not None and bag.doubt.is_told


def is_waiting(bag: Bagging) -> bool:
    """True while a doubt stands that nobody was told of."""
    return bag.doubt is not None and not bag.doubt.is_told


def tell(state: Shopping) -> Stepped:
    """Tell of a doubt before its time: whoever pays now puts nothing more in."""
    return _with(state, bagging.told(state.sale.bag)), (StopTimer(DOUBT_TIMER), Beep("attention"))


def _with(state: Shopping, bag: Bagging) -> Shopping:
    sale = state.sale
    moved = {piece.n for piece in sale.bag.elsewhere} ^ {piece.n for piece in bag.elsewhere}
    if moved:  # a line that is the same object is not drawn again
        sale = replace(sale, lines=tuple(replace(line) if line.n in moved else line for line in sale.lines))
    return replace(state, sale=replace(sale, bag=bag))


def _told(before: Bagging, after: Bagging, costs: Costs) -> tuple[Effect, ...]:
    if is_waiting(after):
        is_new = not is_waiting(before) or after.doubts > before.doubts
        return (StartTimer(DOUBT_TIMER, costs.patience_s),) if is_new else ()
    if is_told(after) and after.told > before.told:
        return (Beep("attention"),)
    return (StopTimer(DOUBT_TIMER),) if is_waiting(before) else ()


def followed(before: State | None, event: Event | None, stepped: Stepped, site: Site) -> Stepped:
    """Have the bag follow what became of the basket; the scale is watched as long as the basket is in hand."""
    costs = costs_of(site)
    after, effects = stepped
    if costs is None or after is before:
        return stepped
    was_open = isinstance(before, Shopping)
    if not isinstance(after, Shopping):
        learns = _learned(before, after)
        return after, (*effects, *(LEAVING if was_open else ()), *learns)
    lines = () if before is None else held(before)[-1].lines
    bag = _expected(after.sale.bag, lines, after.sale.lines, event, costs)
    watch = () if was_open else (WatchBag(),)
    if bag == after.sale.bag:
        return after, (*effects, *watch)
    return _with(after, bag), (*effects, *watch, *_told(after.sale.bag, bag, costs))


def _learned(before: State | None, after: State) -> tuple[Effect, ...]:
    """Learn from a sale that is paid and never doubted to the end; what staff found right counts, too."""
    if not isinstance(after, Receipt) or isinstance(before, Receipt):
        return ()
    bag = after.sale.bag
    return (LearnWeights(bag.samples),) if bag.samples and bag.doubt is None else ()


def _expected(bag: Bagging, before: Lines, after: Lines, event: Event | None, costs: Costs) -> Bagging:
    """Expect the pieces that came in, and no more those that went out."""
    if before == after:
        return bag
    was, now = ({line.n: line.qty for line in lines} for lines in (before, after))
    for n, qty in was.items():
        for _ in range(qty - now.get(n, 0)):
            bag = bagging.removed(bag, n)
    for line in after:
        more = line.qty - was.get(line.n, 0)
        bag = _come_in(bag, line, more, event, costs) if more > 0 else bag
    return bagging.checked(bag, costs)


def _come_in(bag: Bagging, line: Line, count: int, event: Event | None, costs: Costs) -> Bagging:
    expected = next(_knowledge(bag, line, event), Expected())
    if expected.is_known and line.weight_g is None and not any(sku == line.sku for sku, _ in bag.known):
        bag = replace(bag, known=(*bag.known, (line.sku, expected)))
    piece = Piece(line.n, line.sku, expected, line.total.minor // line.qty)
    for _ in range(count):
        bag = bagging.scanned(bag, piece, costs)
    return bag


def _knowledge(bag: Bagging, line: Line, event: Event | None) -> Iterator[Expected]:
    """Yield what is known of a piece's weight, the best first; a label of a price says nothing of its weight."""
    if line.weight_g is not None:
        yield exactly(line.weight_g)
    yield from (expected for sku, expected in bag.known if sku == line.sku)
    if isinstance(event, Scanned) and event.product is not None and event.product.sku == line.sku:
        if event.pack.is_known:
            yield event.pack
        yield from (own for own in (prior(event.product.expected_g),) if own.is_known)


def own_bag_is_believed(bag: Bagging, costs: Costs) -> bool:
    """True when the weight in doubt may be the customer's own bag."""
    return bag.doubt is not None and bag.doubt.why is Why.UNSCANNED and bagging.own_bag(bag, costs) is not bag
