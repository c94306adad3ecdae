"""What choosing and weighing loose goods show, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.basket import Product, price_of
from kiosk.domain.loose import Rest, net_of, why_not
from kiosk.domain.text import Scaled, Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.loose.choosing import LONGEST_NAME
from kiosk.flows.checkout.loose.states import Choosing, Naming, Tare, Weighing
from kiosk.flows.checkout.loose.weighing import is_away
from kiosk.flows.checkout.paid_view import step_of

CANCEL: Final = Action(text("action.cancel"), "CancelPressed", icon="x")
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
FIND: Final = Action(text("checkout.choosing.find"), "LooseWanted", icon="apple")
BY_NAME: Final = Action(text("checkout.choosing.by_name"), "NameWanted", icon="search")
BY_NUMBER: Final = Action(text("checkout.typing.title"), "TypePressed", icon="keyboard")
WORDED: Final = frozenset(  # kinds of goods that have words of their own; others are shown as the catalogue has them
    {"fruit", "vegetables", "bakery", "dairy", "meat_fish", "pantry", "sweets", "drinks", "frozen", "household"}
)
SLOW: Final = "slow"
GRAVE: Final = frozenset({SLOW, Rest.UNDER_ZERO, Rest.OVER, Rest.AWAY, Rest.TAKEN, Rest.TOO_LIGHT})


def choosing_view(state: Choosing) -> View:
    """Return the pictures, the kinds of goods, and the ways to a name and a number."""
    goods = state.goods or ()
    found = text("checkout.choosing.count", count=len(goods))
    return View(
        title=text("checkout.choosing.title"),
        instruction=text("checkout.choosing.instruction"),
        heard=text("checkout.choosing.heard"),
        step=step_of(1),
        primary=BY_NAME,
        secondary=BY_NUMBER,
        back=BACK,
        cancel=CANCEL,
        kept_as=code_left(state.sale),
        parts={
            "stage": "looking" if state.goods is None else f"found-{state.group}",
            "groups": _groups(state),
            "goods": tuple(map(_tile, goods)),
            "banner": _banner(state),
        },
        spoken=() if state.goods is None or not goods else (found,),
        takes_scans=True,
    )


def _tile(product: Product) -> Mapping[str, Viewable]:
    price = text("checkout.choosing.per_kilo" if product.is_weighed else "checkout.choosing.each", amount=product.unit)
    return {
        "title": product.name, "price": price, "art": product.art, "event": "ProductPicked",
        "args": {"sku": product.sku}, "name": text("checkout.choosing.called", name=product.name, price=price),
    }  # fmt: skip


def _groups(state: Choosing) -> tuple[Mapping[str, Viewable], ...]:
    """Return the kinds of goods, what is asked for most before them; none where there is one kind alone."""
    if len(state.groups) < 2:
        return ()
    known = [("", text("checkout.choosing.often"))]
    known += [
        (own.name, text("checkout.choosing.group", name=_called(own.name), count=own.count)) for own in state.groups
    ]
    return tuple(
        {
            "name": name, "is_chosen": group == state.group and not state.is_named, "event": "GroupPicked",
            "args": {"group": group},
        }
        for group, name in known
    )  # fmt: skip


def _called(group: str) -> Text | str:
    return text(f"checkout.group.{group}") if group in WORDED else group


def _banner(state: Choosing) -> Mapping[str, Viewable] | None:
    if state.goods is None:
        return {"kind": "info", "icon": "loader", "title": text("checkout.choosing.looking"), "text": ""}
    if state.goods:
        return None
    key = "out" if state.is_out else "none"
    return {
        "kind": "warning" if state.is_out else "info", "icon": "triangle-alert" if state.is_out else "search",
        "title": text(f"checkout.choosing.{key}.title"), "text": text(f"checkout.choosing.{key}.text"),
    }  # fmt: skip


def naming_view(state: Naming) -> View:
    """Return the field for the name of the goods."""
    return View(
        title=text("checkout.naming.title"),
        instruction=text("checkout.naming.instruction"),
        step=step_of(1),
        primary=Action(text("checkout.naming.go"), "NameTyped", (("text", ""),)),
        back=BACK,
        cancel=CANCEL,
        kept_as=code_left(state.sale),
        parts={
            "field": {
                "name": "goods", "label": text("checkout.naming.field"), "kind": "text", "look": "entry",
                "longest": LONGEST_NAME, "problem": text("checkout.naming.short") if state.is_short else None,
            },
        },
        takes_scans=True,
    )  # fmt: skip


def weighing_view(state: Weighing, site: Site) -> View:
    """Return the weight as it is, what the goods stand in, and the price of a weight that stands still."""
    hindrance = _hindrance(state, site)
    said = _said(state, hindrance)
    is_grave = hindrance in GRAVE
    return View(
        title=_title(state),
        instruction=None if is_grave else said,
        step=step_of(1),
        primary=_accept(state, is_enabled=not hindrance),
        back=BACK,
        cancel=CANCEL,
        kept_as=code_left(state.sale),
        parts={
            "stage": f"{'container' if state.is_taring else 'goods'}-{hindrance or 'resting'}",
            "is_container": state.is_taring,
            "art": state.product.art,
            "name": state.product.name,
            "said": said,
            "is_grave": is_grave,
            **_weight_parts(state, is_steady=not hindrance),
            "tare_label": text("checkout.weighing.stands_in"),
            "tares": () if state.is_taring else _tares(state),
        },
        spoken=(_what(state), *((said,) if is_grave else _aloud(state, is_steady=not hindrance))),
        takes_scans=True,
    )


def _weight_parts(state: Weighing, *, is_steady: bool) -> Mapping[str, Viewable]:
    is_at_rest = state.load.rest in (Rest.RESTING, Rest.TAKEN, Rest.TOO_LIGHT)
    net_g = max(_net_of(state), 0)
    return {
        "per_kilo": _per_kilo(state),
        "weight_label": text("checkout.weighing.weight"),
        "weight": kilograms(net_g) if is_at_rest else text("checkout.weighing.no_weight"),
        "is_steady": is_steady,
        "steady": text("checkout.weighing.steady"),
        "price_label": text("checkout.weighing.price"),
        "price": price_of(state.product, 1, net_g) if is_steady and not state.is_taring else None,
    }


def _net_of(state: Weighing) -> int:
    return net_of(state.load, 0 if state.is_taring else state.tare_g)


def _per_kilo(state: Weighing) -> Text:
    return text("checkout.choosing.per_kilo", amount=state.product.unit)


def _title(state: Weighing) -> Text:
    if state.is_taring:
        return text("checkout.weighing.title_container")
    return text("checkout.weighing.title")


def _said(state: Weighing, hindrance: str) -> Text:
    key = hindrance or "resting"
    is_of_container = state.is_taring and key in ("resting", "empty")
    return text(f"checkout.weighing.container.{key}") if is_of_container else text(f"checkout.weighing.at.{key}")


def _accept(state: Weighing, *, is_enabled: bool) -> Action:
    args = (("n", state.load.n),)
    if state.is_taring:
        return Action(text("checkout.weighing.use"), "WeightAccepted", args, "check", is_enabled=is_enabled)
    return Action(text("checkout.weighing.add"), "WeightAccepted", args, "plus", is_enabled=is_enabled)


def _hindrance(state: Weighing, site: Site) -> str:
    """Return why the weight cannot be taken now; empty: it can."""
    reason = why_not(state.load, 0 if state.is_taring else state.tare_g)
    if reason in (Rest.OVER, Rest.UNDER_ZERO):
        return str(reason)
    if is_away(site):
        return str(Rest.AWAY)
    return SLOW if reason is Rest.MOVING and state.is_slow else str(reason or "")


def _aloud(state: Weighing, *, is_steady: bool) -> tuple[Text, ...]:
    if not is_steady or state.is_taring:
        return ()
    net_g = _net_of(state)
    weighed = text("checkout.weighing.aloud", weight=kilograms(net_g), price=price_of(state.product, 1, net_g))
    return (weighed,)


def _what(state: Weighing) -> Text:
    return text("checkout.weighing.what", name=state.product.name, amount=state.product.unit)


def _tares(state: Weighing) -> tuple[Mapping[str, Viewable], ...]:
    """Return what the goods may stand in; the container that was weighed may be weighed anew."""
    ways = [Tare.NONE, *([Tare.BAG] if state.product.tare_g else []), Tare.OWN]
    return tuple(
        {
            "name": _stands_in(state, own),
            "is_chosen": own is state.tare,
            "event": "TarePicked",
            "args": {"tare": str(own)},
        }
        for own in ways
    )


def _stands_in(state: Weighing, tare: Tare) -> Text:
    if tare is Tare.OWN and state.own_g:
        return text("checkout.weighing.tare.known", weight=kilograms(state.own_g))
    return text(f"checkout.weighing.tare.{tare}")


def kilograms(weight_g: int) -> Text:
    """Say a weight in kilograms, to the gram."""
    return text("checkout.weighing.kg", mass=Scaled(weight_g, 3, least=3))
