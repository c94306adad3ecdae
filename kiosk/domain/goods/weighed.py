"""A doubt of the bagging scale as a blocker: told first, and held before payment the second time."""

from __future__ import annotations

from kiosk.domain.bagging.state import Doubt, Level, Why
from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.blockers import WEIGHT_DOUBTED, WEIGHT_REMOVED, WEIGHT_UNEXPECTED, WEIGHT_UNSETTLED
from kiosk.domain.sale import Sale
from kiosk.domain.text import Arg, text
from kiosk.domain.values import replace

_CODES = {Why.UNSCANNED: WEIGHT_UNEXPECTED, Why.STILL_THERE: WEIGHT_REMOVED}


def weight_held(sale: Sale) -> Blocker | None:
    """Return the doubt that staff settle before payment, with what was expected and what is too much."""
    doubt = sale.bag.doubt
    if doubt is None or not doubt.is_told or doubt.level is not Level.HOLD:
        return None
    return _blocker(sale, doubt, WEIGHT_UNSETTLED)


def weight_note(sale: Sale) -> Blocker | None:
    """Return the doubt that holds nothing; it names the item where it is about one."""
    doubt = sale.bag.doubt
    if doubt is None or doubt.level is not Level.WARN:
        return None
    return _blocker(sale, doubt, _CODES.get(doubt.why, WEIGHT_DOUBTED))


def settled(sale: Sale) -> Sale:
    """Return the sale after staff looked into the bag: everything is right as it lies there."""
    from kiosk.domain.bagging.judging import accepted

    return replace(sale, bag=accepted(sale.bag))


def _blocker(sale: Sale, doubt: Doubt, code: str) -> Blocker:
    line = next((own for own in (*sale.lines, *sale.removed) if own.n == doubt.n), None)
    item: Arg = text("checkout.bag.something") if line is None else line.name
    subject = ("sale", sale.id) if line is None else ("line", str(line.n))
    args: tuple[tuple[str, Arg], ...] = (("expected", doubt.expected_g), ("item", item), ("rest", max(0, doubt.rest_g)))
    return Blocker(f"{sale.id}:weight-{sale.bag.told}", code, subject, args)
