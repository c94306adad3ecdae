"""What customer and staff see of what staff did: a changed line, money that goes back, a receipt once more."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Line
from kiosk.domain.settling.undoing import original_of
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkout.attended.refunding import attempt_of, may_leave
from kiosk.flows.checkout.paid_view import ending, paper_note, step_of
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import Refunding, Reprinting


def line_note(line: Line) -> Text | None:
    """Return what staff changed of a line, for its customer; None for a line they left alone."""
    if line.discount_minor:
        return text("checkout.line.less", amount=Money(line.discount_minor, line.total.currency), was=line.gross)
    if line.list_unit is not None:
        return text("checkout.line.repriced", amount=line.unit, was=line.list_unit)
    return text("checkout.line.by_staff") if line.why else None


def refunding_view(state: Refunding) -> View:
    """Return what goes back and what has become of it; the way out once it came to nothing, or a person sees to it."""
    is_over = may_leave(state)
    stage = _stage(state)
    attempt = attempt_of(state)
    promised = text(f"checkout.refund.{stage}.text")
    return View(
        title=text(f"checkout.refund.{stage}.title"),
        instruction=text(f"checkout.refund.{stage}.do"),
        step=step_of(2),
        primary=Action(text("action.finish"), "FinishPressed", icon="check") if is_over else None,
        parts={
            "since_utc_ms": str(state.since_utc_ms),
            "is_review": is_over,
            "icon": "user" if is_over else "undo-2",
            "promise_title": text("checkout.refund.promise", amount=attempt.amount) if stage == "going" else promised,
            "promise_text": promised if stage == "going" else "",
            "steps": _steps(state, stage),
            "reference_label": text("checkout.reference"),
            "reference": short_id(attempt.id),
            "amount_label": text("checkout.amount"),
            "amount": attempt.amount,
            "terminal_label": text("checkout.unclear.terminal"),
            "busy_label": text("checkout.back.busy"),
            "bank_label": text("checkout.unclear.bank"),
        },
        spoken=(promised,),
        timeout_s=120 if is_over else None,
    )


def _stage(state: Refunding) -> str:
    if state.is_review:
        return "review"
    return "failed" if not state.unwinding.is_open else "going"


def _steps(state: Refunding, stage: str) -> tuple[Mapping[str, Viewable], ...]:
    attempt = attempt_of(state)
    place = "done" if attempt.state is AttemptState.CONFIRMED else "now"
    last4 = attempt.last4 or original_of(state.sale, attempt).last4
    card = ending(state.sale, attempt, last4) if last4 else ""
    return ({"text": text(f"checkout.refund.{stage}.row", amount=attempt.amount), "detail": card, "state": place},)


def reprinting_view(state: Reprinting, site: Site) -> View:
    """Return what became of the copy, and the way out."""
    is_under_way = is_printing(state.sale)
    return View(
        title=text("checkout.reprint.title"),
        step=step_of(3),
        primary=Action(text("action.finish"), "FinishPressed", icon="check", is_enabled=not is_under_way),
        parts={
            "amount_label": text("checkout.total_paid"),
            "amount": state.sale.total,
            "card_text": None,
            "is_back": True,
            "paper": paper_note(state.sale.job(state.job_id), site),
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.sale.id),
        },
        timeout_s=None if is_under_way else 60,
    )
