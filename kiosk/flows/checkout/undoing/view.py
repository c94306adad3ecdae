"""What a part paid and money going back show, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, Toast, View, Viewable
from kiosk.flows.checkout.paid_view import step_of
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import GivingBack, PartPaid
from kiosk.flows.checkout.undoing.stages import may_leave

CANCEL = Action(text("action.cancel"), "CancelPressed", icon="x")


def part_paid_view(state: PartPaid) -> View:
    """Return what is paid, what is still due, and the two ways on."""
    sale = state.sale
    rest = sale.total - sale.confirmed
    paid = text("checkout.part.paid", amount=sale.confirmed)
    cards = [own.last4 for own in sale.attempts if own.state is AttemptState.CONFIRMED and own.last4]
    return View(
        title=text("checkout.part.title"),
        instruction=text("checkout.part.instruction"),
        step=step_of(2),
        primary=Action(text("action.pay", amount=rest), "PayPressed", icon="credit-card"),
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
                "text": text("checkout.card_ending", last4=cards[-1]) if cards else "",
            },
            "kept": text("checkout.declined.kept", n=sale.pieces),
        },
        spoken=(paid, text("checkout.part.still", amount=rest)),
        toast=Toast(state.notice.words("what")) if state.notice is not None else None,
    )


def giving_back_view(state: GivingBack, site: Site) -> View:
    """Return each amount with what has become of it; then the way on."""
    is_done = not state.unwinding.is_open and not state.is_review
    promise, promised = _promise(state)
    key = "checkout.review" if state.is_review else "checkout.back"
    ending = "done_" if is_done else ""
    is_left = may_leave(state)
    return View(
        title=text(f"{key}.{ending}title"),
        instruction=text(f"{key}.{ending}instruction") if state.goes_on or not is_done else None,
        step=step_of(2),
        primary=_primary(state, site, is_done=is_done),
        secondary=_finish(state) if state.is_review or (is_done and state.goes_on) else None,
        parts={
            "since_utc_ms": str(state.since_utc_ms),
            "is_running": not is_done and not state.is_review,
            "icon": "check" if is_done else "user" if state.is_review else "undo-2",
            "promise_title": promise,
            "promise_text": promised,
            "steps": _steps(state),
            "reference_label": text("checkout.reference"),
            "reference": short_id(_rows(state)[0].id),
            "amount_label": text("checkout.amount"),
            "amount": _total(state),
            "terminal_label": text("checkout.unclear.terminal"),
            "busy_label": _busy(state, is_done=is_done),
            "bank_label": text("checkout.unclear.bank"),
        },
        spoken=(promise, *(row for row, _ in _words(state))),
        timeout_s=120 if is_left else None,
    )


def _promise(state: GivingBack) -> tuple[Text, Text]:
    """Return what is certain: that all goes back, or no more than in any review while a person has to decide."""
    if state.is_review:
        return text("checkout.unclear.promise_title"), text("checkout.unclear.promise_text")
    return text("checkout.back.promise_title", amount=_total(state)), text("checkout.back.promise_text")


def _busy(state: GivingBack, *, is_done: bool) -> Text:
    if state.is_review:
        return text("checkout.unclear.busy")
    return text(f"checkout.back.{'finished' if is_done else 'busy'}")


def _primary(state: GivingBack, site: Site, *, is_done: bool) -> Action | None:
    if state.is_review:
        label, can_print = text("checkout.unclear.print_slip"), site.is_usable("printer")
        return Action(label, "PrintPressed", icon="printer", is_enabled=can_print, is_busy=is_printing(state.sale))
    if not is_done:
        return None
    if not state.goes_on:
        return _finish(state)
    return Action(text("checkout.back.to_items"), "BackPressed", icon="shopping-basket")


def _finish(state: GivingBack) -> Action:
    return Action(text("action.finish"), "FinishPressed", icon="check", is_enabled=not is_printing(state.sale))


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
            "detail": text("checkout.card_ending", last4=own.last4) if own.last4 else "",
            "state": place,
        }
        for own, (words, place) in zip(_rows(state), _words(state), strict=True)
    )
