"""What the pages of a day show, in unfinished words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from kiosk.domain.money import Money
from kiosk.domain.sale import Attempt, Sale
from kiosk.domain.settling.day import GIFT_SCHEME
from kiosk.domain.settling.figures import DayFigures
from kiosk.domain.settling.resolving import is_case
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Scaled, Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkout.paid_view import is_gift
from kiosk.flows.day.cases import is_theirs, offered
from kiosk.flows.day.closing import may_ask
from kiosk.flows.day.events import DayClosed, Doubt, Reckoned
from kiosk.flows.day.flow import PAGES
from kiosk.flows.day.states import Case, Choosing, Closing, Copies, Figures, Reviews, Stage, State

Row = Mapping[str, Viewable]
BACK = Action(text("action.back"), "BackPressed", icon="arrow-left")
ICONS = {"figures": "file-text", "reviews": "circle-help", "copies": "printer", "closing": "calendar"}
PRINTED = {"DONE": "good", "FAILED": "bad", "UNKNOWN": "warning"}
IDLE_S = 120


def view(state: State, site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Choosing():
            return _choosing(state)
        case Figures():
            return _figures(state, site)
        case Closing():
            return _closing(state, site)
        case Reviews():
            return _reviews(state)
        case Case():
            return _case(state, site)
        case Copies():
            return _copies(state)
        case _:
            assert_never(state)


def _choosing(state: Choosing) -> View:
    rows: tuple[Mapping[str, Viewable], ...] = tuple(
        {
            "icon": ICONS[page], "title": text(f"day.page.{page}"), "text": text(f"day.page.{page}.text"),
            "event": "PageChosen", "args": {"page": page}, "kind": "plain",
        }
        for page, act in PAGES.items()
        if state.person.may(act)
    )  # fmt: skip
    return View(text("day.entry.title"), text("day.choosing"), back=BACK, parts={"rows": rows}, timeout_s=IDLE_S)


# --- figures --------------------------------------------------------------------------------------------------------


def _row(title: Text | str, value: Viewable = None, kind: str = "plain", words: Viewable = None) -> Row:
    return {"icon": "", "title": title, "text": words, "value": value, "kind": kind}


def _figures(state: Figures, site: Site) -> View:
    title = text("day.figures.title")
    if state.day is None:
        wait = text("day.out" if state.is_out else "day.reckoning")
        return View(title, text("day.x_note"), back=BACK, parts={"rows": (), "empty": wait}, timeout_s=IDLE_S)
    return View(
        title,
        text("day.x_note"),
        primary=_print("day.print_x", site, is_busy=bool(state.printing)),
        back=BACK,
        parts={"rows": (*_paper(state.note), *_sums(state.day.figures, state.day, site))},
        timeout_s=None if state.printing else IDLE_S,
    )


def _print(key: str, site: Site, *, is_busy: bool) -> Action:
    is_enabled = site.is_usable("printer") or is_busy
    return Action(text(key), "PrintDayPressed", icon="printer", is_enabled=is_enabled, is_busy=is_busy)


def _paper(verdict: str) -> tuple[Row, ...]:
    """Say what became of a paper."""
    return (_row(text(f"day.paper.{verdict}"), kind=PRINTED[verdict]),) if verdict in PRINTED else ()


def _sums(own: DayFigures, day: Reckoned, site: Site) -> Iterator[Row]:
    money = own.money
    yield _row(text("day.since"), day.since, words=text("day.after_z", number=day.last) if day.last else None)
    if own.is_empty:
        yield _row(text("day.empty"), kind="warning")
    yield _row(text("day.sold", count=own.sales), money(own.sold_minor))
    yield _row(text("day.pieces"), str(own.pieces))
    for row in own.taxes:
        yield _row(text("day.tax", rate=Scaled(row.vat_bp, 2), net=money(row.net_minor)), money(row.tax_minor))
    yield _row(text("day.discounts", count=own.discounts), money(own.discount_minor))
    yield _row(text("day.refunds", count=own.refunds), money(own.refunded_minor))
    yield _row(text("day.given_up", count=own.given_up), money(own.given_up_minor))
    if own.late_pieces:
        yield _row(text("day.late", count=own.late_pieces), money(own.late_minor))
    if own.donations:
        yield _row(text("day.donated", count=own.donations), money(own.donated_minor))
    for one in own.schemes:
        name = text("checkout.gift.label") if one.scheme == GIFT_SCHEME else one.scheme or text("day.scheme_unknown")
        yield _row(text("day.scheme.paid", scheme=name, count=one.payments), money(one.paid_minor))
        yield _row(text("day.scheme.back", scheme=name, count=one.returns), money(-one.returned_minor))
    yield _row(text("day.held"), money(own.held_minor), kind="good")
    yield _row(text("day.reviews"), str(own.reviews), kind="warning" if own.reviews else "good")
    is_ready = site.is_usable("printer")
    yield _row(
        text("day.printer"), text(f"day.printer.{'ready' if is_ready else 'away'}"), "good" if is_ready else "bad"
    )


# --- closing --------------------------------------------------------------------------------------------------------


def _closing(state: Closing, site: Site) -> View:
    if state.closed is not None:
        return _closed(state, state.closed, site)
    is_ready = state.stage is Stage.READY
    return View(
        text("day.closing.title"),
        text(f"day.closing.{state.stage}"),
        primary=_onward(state, site) if is_ready else None,
        secondary=_without(state, site) if is_ready else None,
        back=BACK if is_ready or state.stage in (Stage.RECKONING, Stage.OUT) else None,
        parts=_compared(state),
        timeout_s=None if state.stage in (Stage.TERMINAL, Stage.WRITING) else IDLE_S,
    )


def _onward(state: Closing, site: Site) -> Action:
    if may_ask(state, site):
        return Action(text("day.closing.ask"), "AskTerminalPressed", icon="credit-card")
    number = state.day.last + 1 if state.day is not None else 0
    return Action(text("day.closing.close", number=number), "ClosePressed", icon="check")


def _without(state: Closing, site: Site) -> Action | None:
    """Offer to close without the terminal's word, where it could be asked."""
    return Action(text("day.closing.without"), "ClosePressed", icon="check") if may_ask(state, site) else None


def _compared(state: Closing) -> Mapping[str, Viewable]:
    if state.day is None:
        return {"facts": ()}
    own, day = state.day.figures, state.day
    facts: list[Row] = [_fact("day.since", day.since)]
    facts.append(_fact("day.held", own.money(own.held_minor)))
    if day.terminal_minor is not None:
        facts.append(_fact("day.terminal", own.money(day.terminal_minor)))
        kind = "bad" if day.difference_minor else "good"
        facts.append(_fact("day.difference", own.money(day.difference_minor), kind))
        facts += [_doubt_fact(one) for one in day.doubts]
    elif day.is_terminal_heard:
        facts.append(_fact("day.terminal", text("day.terminal.no_sum"), "warning"))
    if own.reviews:
        facts.append(_fact("day.reviews", str(own.reviews), "warning"))
    return {"facts": tuple(facts), "note": _closing_note(state, day)}


def _closing_note(state: Closing, day: Reckoned) -> Text | None:
    if state.why:
        return text(f"day.why.{state.why}") if state.why in KNOWN_WHY else text("day.why.other", why=state.why)
    if day.difference_minor:
        return text("day.difference.note")
    return text("day.empty_after", number=day.last, since=day.since) if day.figures.is_empty and day.last else None


KNOWN_WHY = frozenset({"withdrawn", "not-permitted", "under-way", "cannot", "failed", "settled", "changed", "held"})


def _fact(key: str, value: Viewable, kind: str = "plain") -> Row:
    return {"name": text(key), "value": value, "kind": kind}


def _doubt_fact(doubt: Doubt) -> Row:
    name = text("day.doubt", reference=doubt.reference, when=doubt.when)
    return {"name": name, "value": doubt.amount, "kind": "warning"}


def _closed(state: Closing, closed: DayClosed, site: Site) -> View:
    own = closed.figures
    facts: list[Row] = [
        {"name": text("day.sold", count=own.sales), "value": own.money(own.sold_minor), "kind": "plain"},
        _fact("day.held", own.money(own.held_minor)),
    ]
    if closed.terminal_minor is not None:
        difference = closed.terminal_minor - own.at_terminal_minor
        facts.append(_fact("day.difference", own.money(difference), "bad" if difference else "good"))
    is_busy = bool(state.printing)
    return View(
        text("day.closed.title", number=closed.number),
        text("day.closed.text"),
        primary=_print("day.print_again", site, is_busy=is_busy),
        back=None if is_busy else BACK,
        parts={"facts": tuple(facts), "note": text(f"day.paper.{state.note}") if state.note in PRINTED else None},
        timeout_s=None if is_busy else IDLE_S,
    )


# --- cases ----------------------------------------------------------------------------------------------------------


def _reviews(state: Reviews) -> View:
    rows: tuple[Mapping[str, Viewable], ...] = tuple(
        {
            "icon": "circle-help", "title": text("day.doubt", reference=own.reference, when=own.when),
            "text": text(f"day.attempt.{own.state}"), "value": own.amount, "kind": "warning", "event": "CaseChosen",
            "args": {"sale_id": own.sale_id},
        }
        for own in state.cases or ()
    )  # fmt: skip
    empty = text("day.out" if state.is_out else "day.looking" if state.cases is None else "day.reviews.none")
    parts: dict[str, Viewable] = {"rows": rows, "empty": empty}
    return View(text("day.page.reviews"), text("day.reviews.text"), back=BACK, parts=parts, timeout_s=IDLE_S)


def _case(state: Case, site: Site) -> View:
    sale = state.decided or state.sale
    is_open = bool(state.ask_id) or state.is_deciding
    can_decide = state.chosen is not None and state.decided is None and not is_open
    choices: tuple[Mapping[str, Viewable], ...] = tuple(
        {
            "name": text(f"day.outcome.{own}"), "event": "OutcomeChosen", "args": {"outcome": own.value},
            "is_chosen": own is state.chosen,
        }
        for own in offered(state, site)
        if not is_open
    )  # fmt: skip
    decide = Action(text("day.case.decide"), "ResolvePressed", icon="check")
    facts = () if sale is None else tuple(_evidence(sale, state.when))
    return View(
        text("day.case.title"),
        text("day.case.done" if state.decided is not None else "day.case.text"),
        primary=decide if can_decide else None,
        back=None if is_open else BACK,
        parts={"facts": facts, "choices": choices, "note": _case_note(state, site)},
        timeout_s=IDLE_S,
    )


def _case_note(state: Case, site: Site) -> Text | None:
    if state.decided is not None and state.chosen is not None:
        return text(f"day.outcome.{state.chosen}.done")
    if state.problem:
        return (
            text(f"day.why.{state.problem}") if state.problem in KNOWN_WHY else text("day.why.other", why=state.problem)
        )
    if state.chosen is not None:
        return text(f"day.outcome.{state.chosen}.then")
    if state.sale is None:
        return text("day.looking" if state.key else "day.why.settled")
    if is_theirs(state.sale, site):
        return text("day.why.held")
    return text("day.case.open") if not offered(state, site) and is_case(state.sale) else None


def _evidence(sale: Sale, when: str) -> Iterator[Row]:
    yield _fact("day.case.sale", short_id(sale.id))
    yield _fact("day.case.amount", sale.total)
    yield _fact("day.case.state", text(f"day.sale.{sale.state}"))
    if when:
        yield _fact("day.case.when", when)
    for attempt in sale.attempts[-3:]:
        yield from _attempt(sale, attempt)


def _attempt(sale: Sale, attempt: Attempt) -> Iterator[Row]:
    name = text("day.case.attempt", kind=text(f"day.kind.{attempt.kind}"), reference=short_id(attempt.id))
    yield {"name": name, "value": Money(attempt.held.minor, attempt.held.currency), "kind": "plain"}
    if is_gift(sale, attempt):
        yield _fact("checkout.means", text("checkout.gift.label"))
    told = " ".join(filter(None, (attempt.terminal_id, attempt.ref, _number(attempt), attempt.result_code)))
    yield {"name": text(f"day.attempt.{attempt.state}"), "value": told or "-", "kind": "plain"}
    for line in filter(None, (own.strip() for own in attempt.receipt_text.splitlines()[:2])):
        yield _fact("day.case.answer", line)


def _number(attempt: Attempt) -> str:
    return attempt.poi_tx_id or (str(attempt.receipt_no) if attempt.receipt_no is not None else "")


# --- receipts -------------------------------------------------------------------------------------------------------


def _copies(state: Copies) -> View:
    is_busy = bool(state.chosen)
    rows: tuple[Mapping[str, Viewable], ...] = tuple(
        {
            "icon": "printer", "title": text("day.receipt", reference=own.reference, when=own.when),
            "text": text("day.receipt.copies", count=own.copies) if own.copies else None, "value": own.amount,
            "kind": "busy" if own.sale_id == state.chosen else "plain",
            **({} if is_busy else {"event": "ReceiptChosen", "args": {"sale_id": own.sale_id}}),
        }
        for own in state.receipts or ()
    )  # fmt: skip
    empty = text("day.out" if state.is_out else "day.looking" if state.receipts is None else "day.receipts.none")
    return View(
        text("day.page.copies"),
        text("day.copies.text"),
        back=None if is_busy else BACK,
        parts={"rows": rows, "empty": empty, "lead": _copy_note(state.note)},
        timeout_s=None if state.job_id and is_busy else IDLE_S,
    )


def _copy_note(note: str) -> Text | None:
    if not note:
        return None
    if note in PRINTED:
        return text(f"day.copy.{note}")
    return text(f"day.why.{note}") if note in KNOWN_WHY else text("day.why.other", why=note)
