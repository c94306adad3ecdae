"""What staff see of a lane, in unfinished words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from kiosk.domain.basket import line_of
from kiosk.domain.money import Money
from kiosk.domain.sale import Line as SaleLine
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import short_id
from kiosk.domain.text import LocalText, Text, text
from kiosk.flows.assist.acts import REASONS, Deed, Wish, basket_of, has_kept, may_end, resolvable
from kiosk.flows.assist.baskets import basket_rows
from kiosk.flows.assist.elsewhere import elsewhere
from kiosk.flows.assist.flow import MOST_DIGITS, amount_of, deeds_of, may, open_pieces
from kiosk.flows.assist.states import Asking, Baskets, Lane, Line, Number, Reason, Refund, Resolving, State
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkout.attended.refunding import is_open, refundable_of
from kiosk.flows.checkout.attended.view import line_note
from kiosk.flows.checkout.shopping.explained import price_rows

BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
STAFF_S: Final = 120
ICONS: Final[Mapping[Deed, str]] = {
    Deed.VOID: "trash-2",
    Deed.QUANTITY: "package",
    Deed.PRICE: "banknote",
    Deed.AMOUNT_OFF: "ticket-percent",
    Deed.PERCENT_OFF: "badge-percent",
    Deed.END: "log-out",
    Deed.REPRINT: "printer",
    Deed.REFUND: "undo-2",
    Deed.BRING_BACK: "shopping-basket",
}
Row = Mapping[str, Viewable]


def view(state: State, site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Lane():
            return _lane(state, site)
        case Line():
            return _line(state, site)
        case Number():
            return _number(state, site)
        case Reason():
            return _reason(state, site)
        case Resolving():
            return _resolving(state, site)
        case Refund():
            return _refund(state)
        case Baskets():
            return _baskets(state)
        case Asking():
            return _asking(state, site)
        case _:
            assert_never(state)


def _row(
    icon: str,
    title: Viewable,
    event: str = "",
    args: Mapping[str, int | str] | None = None,
    *,
    note: Viewable = None,
    value: Viewable = None,
    kind: str = "plain",
) -> Row:
    row: dict[str, Viewable] = {"icon": icon, "title": title, "text": note, "value": value, "kind": kind}
    return row | {"event": event, "args": args or {}} if event else row


def _deed(deed: Deed, *, value: Viewable = None) -> Row:
    return _row(ICONS[deed], text(f"assist.deed.{deed}"), "DeedChosen", {"deed": deed.value}, value=value)


# --- the lane ---------------------------------------------------------------------------------------------------------


def _lane(state: Lane, site: Site) -> View:
    others = _of_last(state, state.last) if state.last is not None else _of_customer(state, site)
    rows = (*_kept(state, site), *others)
    empty = "assist.lane.looking" if state.is_asked else "assist.lane.empty"
    return View(
        title=text("assist.lane.title"),
        instruction=_news(state, site),
        back=BACK,
        parts={"rows": rows, "lead": _lead(state, site), "empty": text(empty)},
        spoken=(_news(state, site),),
        timeout_s=STAFF_S,
    )


def _news(state: Lane, site: Site) -> Text:
    """Return what became of the last act, else why somebody was called, else what can be done."""
    if state.problem:
        return text(f"assist.problem.{state.problem}")
    if state.done:
        return text(f"assist.done.{state.done}")
    call = site.customer.call if site.customer is not None else None
    if call is not None and call.reasons:
        return text("assist.lane.called_for", why=text(f"blocker.{call.reasons[0]}.title"))
    return text("assist.lane.called" if call is not None else "assist.lane.instruction")


def _lead(state: Lane, site: Site) -> Text | None:
    sale = basket_of(site.customer)
    if state.last is not None:
        if is_open(state.last):
            return _owed(state.last)
        return text("assist.lane.last", reference=short_id(state.last.id), amount=state.last.total)
    if sale is not None:
        return text("assist.lane.total", amount=sale.total, count=text("checkout.count", n=sale.pieces))
    is_there = site.customer is not None and bool(site.customer.id)
    return text("assist.lane.busy") if is_there and not may_change(site) else None


def _owed(last: Sale) -> Text:
    """Return what of travel services is still open: it stands before the newer sales until it is settled."""
    reference = short_id(last.id)
    if last.facts.back is None:
        return text("assist.lane.unanswered", reference=reference)
    return text("assist.lane.owed", reference=reference, amount=refundable_of(last))


def may_change(site: Site) -> bool:
    """True when the basket may be changed now, or nobody has one."""
    customer = site.customer
    return customer is None or not customer.is_busy


def _of_customer(state: Lane, site: Site) -> Iterator[Row]:
    customer, person = site.customer, state.person
    if customer is None:
        return
    can_resolve = may(person, Deed.RESOLVE)
    open_ones = {own.id for own in resolvable(customer)} if can_resolve else set()
    for blocker in customer.blockers:
        event = "BlockerChosen" if blocker.id in open_ones else ""
        args = {"blocker_id": blocker.id} if event else None
        title, note = blocker.words("title"), blocker.words("staff")
        if not event:
            note = text("assist.where.both", what=note, where=elsewhere(blocker, customer))
        yield _row("triangle-alert", title, event, args, note=note, kind="warning")
    sale = basket_of(customer)
    if sale is not None:
        for line in reversed(sale.lines):
            yield _row(
                "package", line.name, "LineChosen", {"n": line.n}, note=_count(line), value=line.total
            )  # fmt: skip
        if sale.lines and may(person, Deed.PERCENT_OFF):
            yield _row(ICONS[Deed.PERCENT_OFF], text("assist.deed.all"), "LineChosen", {"n": 0})
    if may_end(customer) and may(person, Deed.END):
        yield _deed(Deed.END)


def _kept(state: Lane, site: Site) -> Iterator[Row]:
    """Yield the way to the kept baskets, where there are any and the glass is nobody's."""
    customer = site.customer
    if customer is not None and has_kept(customer) and may(state.person, Deed.BRING_BACK):
        yield _deed(Deed.BRING_BACK, value=str(len(customer.kept)))


def _baskets(state: Baskets) -> View:
    return View(
        title=text("assist.baskets.title"),
        instruction=text("assist.baskets.instruction"),
        back=BACK,
        parts={"rows": basket_rows(state), "lead": None, "empty": text("assist.problem.kept_gone")},
        timeout_s=STAFF_S,
    )


def _count(line: SaleLine) -> Text:
    own = text("assist.line.count", qty=line.qty, amount=line.unit)
    note = line_note(line)
    return own if note is None else text("assist.line.both", first=own, second=note)


def _of_last(state: Lane, last: Sale) -> Iterator[Row]:
    for line in last.lines:
        yield _row("package", line.name, note=_count(line), value=line.total)
    if may(state.person, Deed.REPRINT):
        yield _deed(Deed.REPRINT)
    left = refundable_of(last)
    if may(state.person, Deed.REFUND):
        if left.minor:
            yield _deed(Deed.REFUND, value=left)
        else:
            why = "assist.refund.service" if last.is_service else "assist.refund.nothing"
            yield _row(ICONS[Deed.REFUND], text("assist.deed.refund"), note=text(why), kind="off")


# --- one line, and what is typed --------------------------------------------------------------------------------------


def _name_of(sale: Sale | None, n: int) -> Text | LocalText:
    line = line_of(sale, n) if sale is not None and n else None
    return line.name if line is not None else text("assist.line.all")


def _line(state: Line, site: Site) -> View:
    sale = basket_of(site.customer)
    return View(
        title=text("assist.line.title"),
        instruction=text("assist.line.instruction"),
        back=BACK,
        parts={
            "rows": (*(_deed(deed) for deed in deeds_of(state)), *_price(sale, state.n)),
            "lead": text("assist.line.of", name=_name_of(sale, state.n), amount=_amount_now(sale, state.n)),
            "empty": text("assist.line.nothing"),
        },
        timeout_s=STAFF_S,
    )


def _price(sale: Sale | None, n: int) -> Iterator[Row]:
    """Yield how the price of a line came about, as its customer may read it."""
    line = line_of(sale, n) if sale is not None and n else None
    if sale is None or line is None:
        return
    for step in price_rows(line, sale.facts.tax):
        yield _row("info", step["label"], note=step["detail"] or None, value=step["amount"])


def _amount_now(sale: Sale | None, n: int) -> Money | str:
    if sale is None:
        return "-"
    line = line_of(sale, n) if n else None
    return line.total if line is not None else sale.total


def _number(state: Number, site: Site) -> View:
    deed = state.wish.deed
    problem = text(f"assist.problem.{state.problem}") if state.problem else None
    return View(
        title=text(f"assist.deed.{deed}"),
        instruction=text(f"assist.number.{deed}.instruction"),
        primary=Action(text("assist.number.go_on"), "NumberGiven", (("number", ""),), "arrow-right"),
        back=BACK,
        parts={
            "lead": text(
                "assist.line.of",
                name=_name_of(basket_of(site.customer), state.wish.n),
                amount=_amount_now(basket_of(site.customer), state.wish.n),
            ),
            "field": {
                "name": "number",
                "label": text(f"assist.number.{deed}.label"),
                "kind": "digits",
                "longest": MOST_DIGITS,
                "value": str(state.wish.value) if state.wish.value else "",
                "problem": problem,
            },
        },
        spoken=(problem,) if problem is not None else (),
        timeout_s=STAFF_S,
    )


# --- why --------------------------------------------------------------------------------------------------------------


def _reason(state: Reason, site: Site) -> View:
    wish = state.wish
    choices = tuple(_choice(f"assist.reason.{why}", "ReasonChosen", "why", why) for why in REASONS[wish.deed])
    return View(
        title=text("assist.reason.title"),
        instruction=text("assist.reason.instruction"),
        back=BACK,
        parts={"facts": tuple(_facts(wish, site)), "choices": choices, "note": text("assist.reason.note")},
        timeout_s=STAFF_S,
    )


def _choice(name: str, event: str, arg: str, code: str) -> Row:
    return {"name": text(name), "event": event, "args": {arg: code}, "is_chosen": False}


def _fact(name: str, value: Viewable) -> Row:
    return {"name": text(f"assist.fact.{name}"), "value": value, "kind": "plain"}


def _facts(wish: Wish, site: Site) -> Iterator[Row]:
    yield _fact("act", text(f"assist.deed.{wish.deed}"))
    sale = basket_of(site.customer)
    if wish.sale is not None:
        yield _fact("sale", short_id(wish.sale.id))
    elif wish.deed is Deed.RESOLVE:
        yield _fact("blocker", text(f"blocker.{wish.code}.title"))
    elif wish.deed is not Deed.END:
        yield _fact("line", _name_of(sale, wish.n))
        yield _fact("now", _amount_now(sale, wish.n))
    currency = wish.sale.currency if wish.sale is not None else site.currency
    match wish.deed:
        case Deed.QUANTITY:
            yield _fact("quantity", str(wish.value))
        case Deed.PERCENT_OFF:
            yield _fact("percent", text("assist.fact.percent_value", percent=str(wish.value)))
        case Deed.PRICE | Deed.AMOUNT_OFF | Deed.REFUND:
            yield _fact("amount", Money(wish.value, currency))
        case _:
            return


def _asking(state: Asking, site: Site) -> View:
    why = f"assist.way.{state.wish.why}" if state.wish.deed is Deed.RESOLVE else f"assist.reason.{state.wish.why}"
    return View(
        title=text("assist.asking.title"),
        instruction=text("assist.asking.instruction"),
        back=BACK,
        parts={"facts": (*_facts(state.wish, site), _fact("why", text(why)))},
        timeout_s=STAFF_S,
    )


def _said(wish: Wish, site: Site) -> Text:
    """Return what staff are told of a blocker: in its own words while it is open, else what it is called."""
    found = site.customer.blockers if site.customer is not None else ()
    own = next((one.words("staff") for one in found if one.id == wish.blocker_id), None)
    return own if own is not None else text(f"blocker.{wish.code}.title")


def _resolving(state: Resolving, site: Site) -> View:
    wish = state.wish
    choices = tuple(_choice(f"assist.way.{way}", "ResolutionChosen", "way", way) for way in state.ways)
    return View(
        title=text("assist.resolving.title"),
        instruction=_said(wish, site),
        back=BACK,
        parts={
            "facts": tuple(_facts(wish, site)),
            "choices": choices,
            "note": text("assist.reason.note"),
        },
        timeout_s=STAFF_S,
    )


# --- the last sale ----------------------------------------------------------------------------------------------------


def _refund(state: Refund) -> View:
    amount, left = amount_of(state), refundable_of(state.sale)
    told = text("assist.refund.too_much", amount=left) if left < amount else None
    is_asked = state.sale.is_service and state.sale.facts.back is None
    go_on = text("assist.refund.service.ask") if is_asked else text("assist.refund.go_on", amount=amount)
    lead = text("assist.refund.service.most" if is_asked else "assist.refund.left", amount=left)
    can_go_on = told is None and amount.minor > 0 and (bool(state.chosen) or not state.late)
    return View(
        title=text("assist.refund.title"),
        instruction=told or _refund_does(state.sale, left),
        primary=Action(go_on, "RefundChosen", icon="arrow-right", is_enabled=can_go_on),
        back=BACK,
        parts={"rows": tuple(_refund_rows(state)), "lead": lead, "empty": text("assist.lane.empty")},
        spoken=(told,) if told is not None else (),
        timeout_s=STAFF_S,
    )


def _refund_does(sale: Sale, left: Money) -> Text:
    if not sale.is_service:
        return text("assist.refund.instruction")
    is_asked = sale.facts.back is None
    return text("assist.refund.service.asked") if is_asked else text("assist.refund.service.owed", amount=left)


def _refund_rows(state: Refund) -> Iterator[Row]:
    """Yield the lines to be marked; of travel services the departures system says which come back."""
    for line in state.sale.lines:
        if state.sale.is_service:
            yield _row("plane", line.name, note=_count(line), value=line.total)
        else:
            yield _refund_row(state, line)


def _refund_row(state: Refund, line: SaleLine) -> Row:
    left, chosen = open_pieces(state).get(line.n, 0), state.chosen.count(line.n)
    if not left:
        why = text("assist.refund.late" if line.n in state.late else "assist.refund.came_back")
        return _row("lock", line.name, note=why, value=line.total, kind="off")
    note = text("assist.refund.chosen" if chosen else "assist.refund.not_chosen")
    if chosen and left > 1:
        note = text("assist.refund.chosen_of", count=chosen, left=left)
    icon, kind = ("circle-check", "good") if chosen else ("circle", "plain")
    return _row(icon, line.name, "RefundLineToggled", {"n": line.n}, note=note, value=line.total, kind=kind)
