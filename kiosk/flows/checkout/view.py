"""What each state of a checkout shows, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import assert_never

from kiosk.domain.money import Money
from kiosk.domain.payment import reopen
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.domain.values import replace
from kiosk.flows.base import Action, Site, Toast, View, Viewable
from kiosk.flows.checkout.aside.keeping import code_left, keeping_view
from kiosk.flows.checkout.attended.services_view import taking_back_view
from kiosk.flows.checkout.attended.view import refunding_view, reprinting_view
from kiosk.flows.checkout.benefits.view import membership_view
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.enrolling.view import enrolling_view
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.extras.view import extras_view
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.loose.view import choosing_view, naming_view, weighing_view
from kiosk.flows.checkout.paid_view import (
    is_gift,
    receipt_view,
    slip_action,
    slip_note,
    step_of,
    thank_you_view,
)
from kiosk.flows.checkout.paying import can_share, is_unheard, still_due
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.shopping.explained import explained_view
from kiosk.flows.checkout.shopping.view import BACK, CANCEL, offer_view, scanning_view, typing_view
from kiosk.flows.checkout.states import (
    Declined,
    Ended,
    Explained,
    GivingBack,
    Keeping,
    Membership,
    PartPaid,
    Paying,
    PaymentUnclear,
    Phase,
    Receipt,
    Refunding,
    Reprinting,
    ResumeOffer,
    Returned,
    Scanning,
    State,
    TakingBack,
    ThankYou,
    Typing,
)
from kiosk.flows.checkout.taxno.states import TaxNumber
from kiosk.flows.checkout.taxno.view import tax_number_view
from kiosk.flows.checkout.undoing.stages import is_part_paid
from kiosk.flows.checkout.undoing.view import giving_back_view, part_paid_view, returned_view

REFUSALS = frozenset({"card", "unreadable", "cancelled", "link", "not_received"})
OF_THE_CARD = frozenset({"card", "unreadable"})


def view(state: State, site: Site) -> View:
    """Return the view of a state."""
    match state:
        case Scanning():
            return scanning_view(state, site)
        case Typing():
            return typing_view(state, site)
        case TaxNumber():
            return tax_number_view(state, site)
        case Explained():
            return explained_view(state)
        case Membership():
            return membership_view(state)
        case Enrolling():
            return enrolling_view(state)
        case Choosing():
            return choosing_view(state)
        case Naming():
            return naming_view(state)
        case Weighing():
            return weighing_view(state, site)
        case Extras():
            return extras_view(state)
        case Keeping():
            return keeping_view(state, site)
        case ResumeOffer():
            return offer_view(state)
        case Paying():
            return _paying(state)
        case PartPaid():
            return part_paid_view(state)
        case GivingBack():
            return giving_back_view(state, site)
        case Returned():
            return returned_view(state, site)
        case Declined():
            return _declined(state)
        case PaymentUnclear():
            return _unclear(state, site)
        case Receipt():
            return receipt_view(state, site)
        case TakingBack():
            return taking_back_view(state, site)
        case Refunding():
            return refunding_view(state)
        case Reprinting():
            return reprinting_view(state, site)
        case ThankYou():
            return thank_you_view(state, site)
        case Ended():
            return View(text("checkout.thank_you.title"), timeout_s=None)
        case _:
            assert_never(state)


# --- paying ---------------------------------------------------------------------------------------------------------


@cache
def _steps(phase: Phase) -> tuple[Mapping[str, Viewable], ...]:
    keys = ("checkout.pay.sent", "checkout.pay.present", "checkout.pay.bank", "checkout.pay.receipt")
    now = {Phase.CONNECTING: 0, Phase.PRESENT: 1, Phase.PIN: 1, Phase.BANK: 2, Phase.FINISHING: 3}.get(phase, 1)
    states = ("done", "now", "next")
    return tuple({"text": text(key), "state": states[(index >= now) + (index > now)]} for index, key in enumerate(keys))


@cache
def _gift_steps(phase: Phase) -> tuple[Mapping[str, Viewable], ...]:
    keys = ("checkout.gift.asked", "checkout.gift.taken", "checkout.pay.receipt")
    now = {Phase.CONNECTING: 0, Phase.PRESENT: 0, Phase.FINISHING: 2}.get(phase, 1)
    states = ("done", "now", "next")
    return tuple({"text": text(key), "state": states[(index >= now) + (index > now)]} for index, key in enumerate(keys))


def _terminal_says(state: Paying) -> Text:
    if state.phase is Phase.CANCELLING:
        return text("checkout.terminal.cancelling")
    if state.phase in (Phase.CONNECTING, Phase.FINISHING) and state.prompt != "remove_card":
        return text(f"checkout.terminal.{state.phase}")
    return text(f"checkout.terminal.{state.prompt or 'present_card'}")


def _paying(state: Paying) -> View:
    can_leave = state.phase in (Phase.CONNECTING, Phase.PRESENT) and not state.wants_back
    silent = state.notice if is_unheard(state) else None
    again = Action(text("action.try_again"), "PayPressed", icon="refresh-cw")
    shown = View(
        title=text("checkout.paying.title"),
        instruction=text("checkout.paying.instruction") if silent is None else silent.words("do"),
        step=step_of(2),
        primary=again if silent is not None else None,
        back=Action(text("action.back"), "BackPressed", icon="arrow-left", is_enabled=can_leave),
        cancel=None,
        parts={
            "amount_label": text("checkout.amount_to_pay"),
            "amount": _amount_of(state),
            "chip": text("checkout.paying.chip"),
            "terminal_says_label": text("checkout.terminal.shows"),
            "terminal_says": _terminal_says(state),
            "phase": str(state.phase),
            "steps": _steps(state.phase),
            "now_label": text("checkout.now"),
        },
        toast=Toast(state.notice.words("what")) if state.notice is not None else None,
        timeout_s=None,
    )
    attempt = state.sale.attempt(state.attempt_id)
    return _by_gift(state, shown) if attempt is not None and is_gift(state.sale, attempt) else shown


def _by_gift(state: Paying, shown: View) -> View:
    """Return the same picture for a gift card: nothing is presented anywhere, and nobody has to do anything."""
    is_done = state.phase is Phase.FINISHING
    own: Mapping[str, Viewable] = {
        "by": "gift",
        "chip": "",
        "terminal_says_label": text("checkout.gift.label"),
        "terminal_says": text("checkout.terminal.finishing" if is_done else "checkout.terminal.wait"),
        "phase": str(Phase.FINISHING if is_done else Phase.CONNECTING),
        "steps": _gift_steps(state.phase),
    }
    silent = is_unheard(state)
    instruction = shown.instruction if silent else text("checkout.gift.instruction")
    return replace(shown, title=text("checkout.gift.title"), instruction=instruction, parts={**shown.parts, **own})


def _amount_of(state: Paying) -> Money:
    """Return what this payment is about: a part of the total where several cards share it."""
    attempt = state.sale.attempt(state.attempt_id)
    return attempt.amount if attempt is not None else state.sale.total


def _declined(state: Declined) -> View:
    reason = state.refusal if state.refusal in REFUSALS else "other"
    again = "again" if reason in OF_THE_CARD else "retry"  # what went wrong elsewhere asks for no other card
    attempt = state.sale.last_attempt
    if attempt is not None and is_gift(state.sale, attempt):
        reason, again = "gift", "gift.pay"
    promise = "not_this" if is_part_paid(state.sale) else "nothing_charged"
    share = Action(text("checkout.declined.share"), "SharePressed", icon="credit-card")
    return View(
        title=text(f"checkout.declined.{reason}.title"),
        instruction=text("checkout.declined.instruction"),
        step=step_of(2),
        primary=Action(text(f"checkout.declined.{again}"), "PayPressed", icon="credit-card"),
        secondary=share if reason == "card" and can_share(state.sale) else None,
        back=BACK,
        cancel=CANCEL,
        kept_as="" if is_part_paid(state.sale) else code_left(reopen(state.sale)),
        parts={
            "amount_label": text("checkout.amount_to_pay"),
            "amount": still_due(state.sale),
            "icon": "x",
            "banner": {
                "kind": "warning",
                "icon": "triangle-alert",
                "title": text(f"checkout.declined.{promise}"),
                "text": text(f"checkout.declined.{reason}.text"),
            },
            "kept": _stays(state.sale),
        },
    )


def _stays(sale: Sale) -> Text:
    """Return what the customer has still: the pieces, and what of them is paid."""
    kept = text("checkout.declined.kept", n=sale.pieces)
    if not is_part_paid(sale):
        return kept
    return text("checkout.back.both", first=text("checkout.part.paid", amount=sale.confirmed), second=kept)


def _unclear(state: PaymentUnclear, site: Site) -> View:
    key = "checkout.review" if state.is_review else "checkout.unclear"
    is_slip_printing = is_printing(state.inquiry.sale)
    is_of_gift = is_gift(state.inquiry.sale, state.inquiry.attempt)
    finish = Action(text("action.finish"), "FinishPressed", icon="check", is_enabled=not is_slip_printing)
    return View(
        title=text(f"{key}.title"),
        instruction=text(f"{key}.instruction"),
        step=step_of(2),
        primary=slip_action(state.inquiry.sale, site) if state.is_review else None,
        secondary=finish if state.is_review else None,
        parts={
            "since_utc_ms": str(state.since_utc_ms),
            "is_review": state.is_review,
            "icon": "user" if state.is_review else "search",
            "promise_title": text("checkout.unclear.promise_title"),
            "promise_text": text("checkout.gift.keep_it" if is_of_gift else "checkout.unclear.promise_text"),
            "steps": _unclear_steps(state),
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.inquiry.attempt_id),
            "amount_label": text("checkout.amount"),
            "amount": state.inquiry.attempt.amount,
            "terminal_label": text("checkout.gift.here" if is_of_gift else "checkout.unclear.terminal"),
            "busy_label": text("checkout.unclear.busy"),
            "bank_label": text("checkout.gift.label" if is_of_gift else "checkout.unclear.bank"),
        },
        spoken=_slip_aloud(state),
        timeout_s=120 if state.is_review and not is_slip_printing else None,
    )


def _slip_aloud(state: PaymentUnclear) -> tuple[Text, ...]:
    note = slip_note(state.inquiry.sale)
    return () if note is None else (note,)


def _unclear_steps(state: PaymentUnclear) -> tuple[Mapping[str, Viewable], ...]:
    now = 2 if state.is_review else 0
    states = ("done", "now", "next")
    is_asked = is_gift(state.inquiry.sale, state.inquiry.attempt)
    note = slip_note(state.inquiry.sale)
    details = [text(f"checkout.unclear.step{index + 1}.text") for index in range(3)]
    details[2:] = details[2:] if note is None else [note]
    return tuple(
        {
            "text": text("checkout.gift.ask" if is_asked and not index else f"checkout.unclear.step{index + 1}.title"),
            "detail": detail,
            "state": states[(index >= now) + (index > now)],
        }
        for index, detail in enumerate(details)
    )
