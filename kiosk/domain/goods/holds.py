"""What keeps payment shut while goods are in the basket, and how staff resolve it. Scanning goes on meanwhile.

Holds are read from the lines: whatever is tapped or scanned, and after a restart too, they are there as long as the
lines are. One look at the customer's age covers what needs that age or less, also of what comes in later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kiosk.domain.benefits.blockers import SALE_COUPON_DOUBT
from kiosk.domain.benefits.changing import confirmed, doubtful, without_coupon
from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.blockers import ITEM_AGE_CHECK, ITEM_PRICE_ASKED, ITEM_SERIAL, WEIGHT_CARRIED, WEIGHT_UNSETTLED
from kiosk.domain.goods.weighed import carried_held, looked_at, settled, weight_held
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.pricing.lines import repriced
from kiosk.domain.sale import Line, Sale
from kiosk.domain.values import replace

APPROVE = "approve"
REFUSE = "refuse"
HOLDS: Final = frozenset(
    {ITEM_AGE_CHECK, ITEM_PRICE_ASKED, ITEM_SERIAL, SALE_COUPON_DOUBT, WEIGHT_CARRIED, WEIGHT_UNSETTLED}
)
"""Their codes."""


def holds(sale: Sale) -> tuple[Blocker, ...]:
    """Return the open holds of a basket, the age first; each has the same id as long as it is open."""
    of_lines = tuple(_holds(sale)) if any(_asks(line) for line in sale.lines) else ()
    if sale.bag.doubt is not None and (weight := weight_held(sale)) is not None:
        of_lines = (*of_lines, weight)
    if sale.bag.is_much:
        of_lines = (*of_lines, carried_held(sale))
    return (*of_lines, *(_doubt(sale, own.code) for own in doubtful(sale))) if sale.facts.coupons else of_lines


def _doubt(sale: Sale, code: str) -> Blocker:
    return Blocker(f"{sale.id}:coupon-{code}", SALE_COUPON_DOUBT, ("coupon", code), (("coupon", code),))


def _asks(line: Line) -> bool:
    facts = line.facts
    return facts.min_age > 0 or facts.needs_serial or facts.is_price_asked


def _holds(sale: Sale) -> Iterator[Blocker]:
    if age := age_due(sale):
        yield Blocker(f"{sale.id}:age-{age}", ITEM_AGE_CHECK, ("sale", sale.id), (("age", age),))
    for line in sale.lines:
        if needs_price(line):
            yield _of_line(sale, line, "price", ITEM_PRICE_ASKED)
        if needs_serial(line):
            yield _of_line(sale, line, "serial", ITEM_SERIAL)


def _of_line(sale: Sale, line: Line, kind: str, code: str) -> Blocker:
    return Blocker(f"{sale.id}:{kind}-{line.n}", code, ("line", str(line.n)), (("item", line.name),))


def age_seen(sale: Sale) -> int:
    """Return the age in years that staff have seen in this sale, 0 for none; lines that went out count too."""
    return max((line.facts.min_age for line in (*sale.lines, *sale.removed) if line.facts.is_age_seen), default=0)


def age_due(sale: Sale) -> int:
    """Return the age in years that staff still have to see, 0 for none."""
    most = max((line.facts.min_age for line in sale.lines), default=0)
    return most if most > age_seen(sale) else 0


def needs_price(line: Line) -> bool:
    """True while nobody gave the price of a line."""
    return line.facts.is_price_asked and line.list_unit is None


def needs_serial(line: Line) -> bool:
    """True while the serial number of a line is neither scanned nor seen by staff."""
    return line.facts.needs_serial and not line.facts.serial


def resolved(sale: Sale, hold: Blocker, way: str) -> Sale:
    """Return the basket after staff resolved a hold: approved, or its goods taken out and kept among the removed.

    Unchanged for a way that the hold does not have. Raises `IllegalMove` once money is asked for.
    """
    if sale.state is not SaleState.OPEN:
        raise IllegalMove(f"the basket of a sale in {sale.state} is frozen")
    if way not in hold.kind.ways:
        return sale
    if hold.code == SALE_COUPON_DOUBT:
        return confirmed(sale, hold.subject[1]) if way == APPROVE else without_coupon(sale, hold.subject[1])
    if hold.code == WEIGHT_UNSETTLED:
        return settled(sale)
    if hold.code == WEIGHT_CARRIED:
        return looked_at(sale)
    own = tuple(line for line in sale.lines if _is_about(sale, line, hold))
    if way == REFUSE:
        gone = tuple(replace(line, is_removed=True, why="not_allowed") for line in own)
        kept = tuple(line for line in sale.lines if line not in own)
        return repriced(replace(sale, lines=kept, removed=(*sale.removed, *gone), version=sale.version + 1))
    lines = tuple(_approved(line, hold.code) if line in own else line for line in sale.lines)
    return replace(sale, lines=lines, version=sale.version + 1)


def _is_about(sale: Sale, line: Line, hold: Blocker) -> bool:
    if hold.code == ITEM_AGE_CHECK:
        return line.facts.min_age > age_seen(sale)
    return hold.subject == ("line", str(line.n))


def _approved(line: Line, code: str) -> Line:
    if code == ITEM_AGE_CHECK:
        return replace(line, facts=replace(line.facts, is_age_seen=True))
    return replace(line, facts=replace(line.facts, needs_serial=False))
