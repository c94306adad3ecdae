"""What the page of bags and of rounding up shows, in unfinished words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from kiosk.domain.basket import Product
from kiosk.domain.gifts.using import next_taken
from kiosk.domain.goods.extras import missing_minor, most_bags
from kiosk.domain.money import Money
from kiosk.domain.text import text
from kiosk.flows.base import Action, Rows, View, Viewable
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.extras.offering import bagged, chosen
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.paid_view import step_of

CANCEL: Final = Action(text("action.cancel"), "CancelPressed", icon="x")
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")


def extras_view(state: Extras) -> View:
    """Show what is offered as lines of the basket are, each at nothing until it is wanted."""
    sale = chosen(state)
    return View(
        title=text(f"checkout.extras.{_what(state)}.title"),
        instruction=text(f"checkout.extras.{_what(state)}.instruction"),
        step=step_of(1),
        primary=Action(text("action.pay", amount=next_taken(sale)), "PayPressed", icon="arrow-right"),
        back=BACK,
        cancel=CANCEL,
        kept_as=code_left(state.sale),
        parts={
            "count": text("checkout.count", n=sale.pieces),
            "subtotal": sale.total,
            "total_label": text("checkout.to_pay"),
            "total": sale.total,
            "banner": None,
            "empty_title": text("checkout.extras.looking"),
            "empty_text": text("checkout.extras.moment"),
        },
        rows=Rows(tuple(_rows(state)), _seen),
        takes_scans=True,
    )


def _what(state: Extras) -> str:
    if not state.is_found or (state.bag is not None and state.cause is not None):
        return "both"
    return "bag" if state.cause is None else "cause"


@dataclass(frozen=True, slots=True)
class _Offered:
    """One thing that is offered, with the number of its row; rows stand with the last one first."""

    n: int
    row: Mapping[str, Viewable]


def _seen(item: object) -> Mapping[str, Viewable]:
    return cast(_Offered, item).row


def _rows(state: Extras) -> Iterator[_Offered]:
    missing = missing_minor(bagged(state), state.unit_minor)
    if state.cause is not None and missing:
        yield _Offered(2, _cause(state, state.cause, Money(missing, state.sale.currency)))
    if state.bag is not None:
        yield _Offered(1, _bags(state, state.bag))


def _bags(state: Extras, bag: Product) -> Mapping[str, Viewable]:
    detail = text("checkout.line.each", amount=bag.unit)
    return {
        **_row(1, bag, detail, bag.unit * state.bags),
        "quantity": str(state.bags),
        "can_more": state.bags < most_bags(bag),
        "can_fewer": state.bags > 0,
        "fewer_is_bin": False,
        "more": Action(
            text("action.one_more", name=bag.name), "CarrierBagsPressed", (("count", state.bags + 1),), "plus"
        ),
        "fewer": Action(
            text("action.one_fewer", name=bag.name), "CarrierBagsPressed", (("count", state.bags - 1),), "minus"
        ),
    }


def _count(key: str, bag: Product, count: int, icon: str) -> Action:
    return Action(text(key, name=bag.name), "CarrierBagsPressed", (("count", count),), icon)


def _cause(state: Extras, cause: Product, missing: Money) -> Mapping[str, Viewable]:
    rounded = bagged(state).total + missing
    detail = text("checkout.extras.rounds", amount=missing, total=rounded)
    given = missing if state.is_rounded else Money(0, missing.currency)
    add = text("checkout.extras.round_up", total=rounded, name=cause.name)
    return {
        **_row(2, cause, detail, given),
        "quantity": "",
        "can_more": not state.is_rounded,
        "can_fewer": state.is_rounded,
        "fewer_is_bin": True,
        "more": Action(add, "RoundUpPressed", icon="plus"),
        "fewer": Action(text("action.remove_line", name=cause.name), "RoundUpDropped", icon="trash-2"),
    }


def _row(n: int, product: Product, detail: Viewable, amount: Money) -> dict[str, Viewable]:
    return {
        "n": n, "art": product.art, "name": product.name, "detail": detail, "amount": amount, "is_newest": False,
        "explain": None,
    }  # fmt: skip
