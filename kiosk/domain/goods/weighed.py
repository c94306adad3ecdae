"""A doubt of the bagging scale as a blocker: told first, and held before payment the second time."""

from __future__ import annotations

from math import isqrt
from typing import Final

from kiosk.domain.bagging.expected import PRIOR_N
from kiosk.domain.bagging.state import Doubt, Level, Why
from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.blockers import (
    WEIGHT_CARRIED,
    WEIGHT_DOUBTED,
    WEIGHT_REMOVED,
    WEIGHT_UNEXPECTED,
    WEIGHT_UNSETTLED,
)
from kiosk.domain.money import Money
from kiosk.domain.sale import Line, Sale
from kiosk.domain.text import Arg, Text, text
from kiosk.domain.values import replace

_CODES: Final = {Why.UNSCANNED: WEIGHT_UNEXPECTED, Why.STILL_THERE: WEIGHT_REMOVED}


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


def carried_held(sale: Sale) -> Blocker:
    """Return what staff look at before payment: what the customer says is not bagged."""
    unseen = tuple(piece for piece in sale.bag.elsewhere if not piece.is_seen)
    amount = Money(sum(piece.price_minor for piece in unseen), sale.currency)
    args: tuple[tuple[str, Arg], ...] = (("amount", amount), ("count", len(unseen)))
    return Blocker(f"{sale.id}:carried-{len(sale.bag.elsewhere)}", WEIGHT_CARRIED, ("sale", sale.id), args)


def settled(sale: Sale) -> Sale:
    """Return the sale after staff looked into the bag: everything is right as it lies there."""
    from kiosk.domain.bagging.judging import accepted

    return replace(sale, bag=accepted(sale.bag))


def looked_at(sale: Sale) -> Sale:
    """Return the sale after staff saw what is not bagged."""
    from kiosk.domain.bagging.carrying import carrying_seen

    return replace(sale, bag=carrying_seen(sale.bag))


def _blocker(sale: Sale, doubt: Doubt, code: str) -> Blocker:
    line = next((own for own in (*sale.lines, *sale.removed) if own.n == doubt.n), None)
    item: Arg = text("checkout.bag.something") if line is None else line.name
    subject = ("sale", sale.id) if line is None else ("line", str(line.n))
    args: tuple[tuple[str, Arg], ...] = (
        ("expected", doubt.expected_g),
        ("item", item),
        ("known", _known(sale, line)),
        ("rest", max(0, doubt.rest_g)),
        ("why", text(f"checkout.bag.why.{doubt.why}", item=item)),
    )
    return Blocker(f"{sale.id}:weight-{sale.bag.told}", code, subject, args)


def _known(sale: Sale, line: Line | None) -> Text:
    """Return where the weight that is expected comes from, for staff, and how far pieces differ."""
    if line is not None and line.weight_g is not None:
        return text("checkout.bag.weighed_here")
    sku = "" if line is None else line.sku
    expected = next((own for known_sku, own in sale.bag.known if known_sku == sku), None)
    if expected is None:
        return text("checkout.bag.not_learned")
    spread_g = (isqrt(expected.var_mg2) + 500) // 1000
    if expected.n <= PRIOR_N:
        return text("checkout.bag.of_catalogue", spread=spread_g)
    return text("checkout.bag.learned", spread=spread_g, times=expected.n)
