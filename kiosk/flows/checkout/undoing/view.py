"""What a part paid and money going back show, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from kiosk.domain.gifts.using import next_taken
from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import AttemptState, PrintState
from kiosk.domain.sale import Attempt, AttemptKind, PrintJob, Sale
from kiosk.domain.settling.undoing import given_back, original_of
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, Toast, View, Viewable
from kiosk.flows.checkout.paid_view import (
    code_parts,
    ending,
    is_gift,
    paper_note,
    slip_action,
    slip_note,
    step_of,
)
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import GivingBack, PartPaid, Returned
from kiosk.flows.checkout.undoing.stages import is_part_paid, may_leave, subject

CANCEL = Action(text("action.cancel"), "CancelPressed", icon="x")


def part_paid_view(state: PartPaid) -> View:
    """Return what is paid, what is still due, and the two ways on."""
    sale = state.sale
    rest = sale.total - sale.confirmed
    paid = text("checkout.part.paid", amount=sale.confirmed)
    cards = [own for own in sale.attempts if own.state is AttemptState.CONFIRMED and own.last4]
    return View(
        title=text("checkout.part.title"),
        instruction=text("checkout.part.instruction"),
        step=step_of(2),
        primary=Action(text("action.pay", amount=next_taken(sale)), "PayPressed", icon="credit-card"),
        secondary=Action(text("checkout.part.give_back"), "GiveBackPressed", icon="undo-2"),
        cancel=CANCEL,
        parts={
            "amount_label": text("checkout.part.due"),
            "amount": rest,
            "icon": "check",
            "banner": {
                "kind": "success",
                "icon": "circle-check",
                "title": paid,
                "text": ending(sale, cards[-1], cards[-1].last4) if cards else "",
            },
            "kept": text("checkout.declined.kept", n=sale.pieces),
        },
        toast=Toast(state.notice.words("what")) if state.notice is not None else None,
    )


def giving_back_view(state: GivingBack, site: Site) -> View:
    """Return each amount with what has become of it; once staff took over, the slip and the way out."""
    promise, promised = _promise(state)
    key = "checkout.review" if state.is_review else "checkout.back"
    return View(
        title=text(f"{key}.title"),
        instruction=text(f"{key}.instruction"),
        step=step_of(2),
        primary=slip_action(state.sale, site) if state.is_review else None,
        secondary=_finish(state) if state.is_review else None,
        parts={
            "since_utc_ms": str(state.since_utc_ms),
            "is_review": state.is_review,
            "icon": "user" if state.is_review else "undo-2",
            "promise_title": promise,
            "promise_text": promised,
            "steps": _steps(state),
            "reference_label": text("checkout.reference"),
            "reference": short_id(subject(state.sale) if state.is_review else _rows(state)[0].id),
            "amount_label": text("checkout.amount"),
            "amount": _total(state),
            "terminal_label": text("checkout.gift.here" if _is_all_gift(state) else "checkout.unclear.terminal"),
            "busy_label": text("checkout.unclear.busy" if state.is_review else "checkout.back.busy"),
            "bank_label": text("checkout.gift.label" if _is_all_gift(state) else "checkout.unclear.bank"),
        },
        spoken=(promise, *((promised,) if state.is_review else ()), *(row for row, _ in _words(state))),
        timeout_s=120 if may_leave(state) else None,
    )


def returned_view(state: Returned, site: Site) -> View:
    """Return what went back and to which card, what became of its receipt, and the way on."""
    back = given_back(state.sale, state.about) if state.about else ()
    job = state.sale.job(state.job_id) if state.job_id is not None else None
    is_under_way = is_printing(state.sale)
    onward = (
        _to_items(state.sale, is_enabled=not is_under_way) if state.goes_on else _leave(is_enabled=not is_under_way)
    )
    printing = _print(job, site, is_under_way=is_under_way) if state.about else None
    is_first = printing is not None and job is None
    is_part = is_part_paid(state.sale)
    return View(
        title=text("checkout.back.part_title" if is_part else "checkout.back.done_title"),
        instruction=_done(state.sale, back) if back else None,
        step=step_of(2),
        primary=printing if is_first else onward,
        secondary=onward if is_first else printing,
        cancel=CANCEL if state.goes_on and not is_under_way else None,
        parts={
            "amount_label": text("checkout.back.finished"),
            "amount": total_of((own.held for own in back), state.sale.currency),
            "card_text": _cards(state.sale, back),
            "is_back": True,
            "paper": _note(job, site) if state.about else None,
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.sale.id),
            **code_parts(state.code),
        },
        spoken=tuple(text("checkout.back.row.done", amount=own.held) for own in back) if len(back) > 1 else (),
        timeout_s=None if is_under_way else 60,
    )


def _done(sale: Sale, back: tuple[Attempt, ...]) -> Text:
    """Return what is still paid, else where the money is now: a bank takes its days, a gift card does not."""
    if is_part_paid(sale):
        return text("checkout.back.part_instruction", amount=sale.confirmed)
    return text("checkout.gift.done" if all(is_gift(sale, own) for own in back) else "checkout.back.done_instruction")


def _is_all_gift(state: GivingBack) -> bool:
    return all(is_gift(state.sale, own) for own in _rows(state))


def _cards(sale: Sale, back: tuple[Attempt, ...]) -> Text | None:
    """Return each amount with its card, where there are several; else the card alone."""
    cards = [(own, own.last4 or original_of(sale, own).last4) for own in back]
    rows = [ending(sale, own, last4) for own, last4 in cards if last4]
    if len(back) > 1:
        rows = [text("checkout.back.row.done", amount=own.held) for own in back]
    return reduce(lambda first, second: text("checkout.back.both", first=first, second=second), rows) if rows else None


def _print(job: PrintJob | None, site: Site, *, is_under_way: bool) -> Action | None:
    """Return the way to a paper; None where there is no printer, and where the paper is out."""
    is_out = job is not None and job.state is PrintState.DONE
    if is_out or not (site.is_usable("printer") or is_under_way):
        return None
    key = "checkout.receipt.print" if job is None else "checkout.receipt.print_copy"
    return Action(text(key), "PrintPressed", icon="printer", is_busy=is_under_way)


def _note(job: PrintJob | None, site: Site) -> Mapping[str, Viewable] | None:
    note = paper_note(job, site)
    if note is None or job is None or job.state is not PrintState.FAILED:
        return note
    return {**note, "text": text("checkout.back.paper_failed")}


def _to_items(sale: Sale, *, is_enabled: bool) -> Action:
    if is_part_paid(sale):
        return Action(text("action.continue"), "BackPressed", icon="arrow-right", is_enabled=is_enabled)
    if sale.is_service:
        return Action(text("checkout.back.to_trip"), "BackPressed", icon="plane", is_enabled=is_enabled)
    return Action(text("checkout.back.to_items"), "BackPressed", icon="shopping-basket", is_enabled=is_enabled)


def _leave(*, is_enabled: bool) -> Action:
    return Action(text("action.finish"), "FinishPressed", icon="check", is_enabled=is_enabled)


def _promise(state: GivingBack) -> tuple[Text, Text]:
    """Return what is certain: that all goes back, or no more than in any review while a person has to decide.

    In a review the second is what became of the slip, once it was asked for.
    """
    if state.is_review:
        slip = slip_note(state.sale)
        return text("checkout.unclear.promise_title"), text("checkout.unclear.promise_text") if slip is None else slip
    promise = "checkout.gift.promise" if _is_all_gift(state) else "checkout.back.promise_text"
    return text("checkout.back.promise_title", amount=_total(state)), text(promise)


def _finish(state: GivingBack) -> Action:
    return _leave(is_enabled=not is_printing(state.sale))


def _total(state: GivingBack) -> Money:
    return total_of((own.held for own in _rows(state)), state.sale.currency)


def _rows(state: GivingBack) -> tuple[Attempt, ...]:
    """Return the payments that go back, in the order in which they do; a sale of which none is left has its newest."""
    sale = state.sale
    own = tuple(reversed([one for one in sale.attempts if _goes_back(one, sale, is_all=state.unwinding.is_all)]))
    return own or sale.attempts[-1:]


def _goes_back(attempt: Attempt, sale: Sale, *, is_all: bool) -> bool:
    if attempt.kind not in (AttemptKind.PAYMENT, AttemptKind.ORPHAN):
        return False
    is_begun = any(own.reverses_id == attempt.id for own in sale.attempts)
    return is_begun or (is_all and attempt.state is AttemptState.CONFIRMED)


def _words(state: GivingBack) -> tuple[tuple[Text, str], ...]:
    """Return the words of each amount, and whether it is done, under way or to come."""
    said = {
        AttemptState.REVERSED: ("checkout.back.row.done", "done"),
        AttemptState.REVERSING: ("checkout.back.row.now", "now"),
        AttemptState.REVIEW: ("checkout.back.row.staff", "now"),
    }
    rows = ((own, *said.get(own.state, ("checkout.back.row.next", "next"))) for own in _rows(state))
    return tuple((text(key, amount=own.held), place) for own, key, place in rows)


def _steps(state: GivingBack) -> tuple[Mapping[str, Viewable], ...]:
    return tuple(
        {
            "text": words,
            "detail": ending(state.sale, own, own.last4) if own.last4 else "",
            "state": place,
        }
        for own, (words, place) in zip(_rows(state), _words(state), strict=True)
    )
