"""What each state of a checkout shows, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never, cast

from kiosk.domain.basket import can_grow, is_countable
from kiosk.domain.blockers import Blocker, Severity, kind_of
from kiosk.domain.moves import PrintState
from kiosk.domain.sale import Line, PrintJob, Sale
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Rows, Site, Step, Toast, View, Viewable
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import (
    Declined,
    Ended,
    Paying,
    PaymentUnclear,
    Phase,
    Receipt,
    ResumeOffer,
    Scanning,
    State,
    ThankYou,
    Typing,
)

CANCEL = Action(text("action.cancel"), "CancelPressed", icon="x")
BACK = Action(text("action.back"), "BackPressed", icon="arrow-left")
TYPE = Action(text("checkout.typing.title"), "TypePressed", icon="keyboard")
LONGEST_CODE = 14  # digits of the longest number that stands below a barcode of goods
CODE_GROUPS = (1, 6)  # as they are printed below an EAN-13, which most goods carry
SAMPLE_CODE = "9 520000 000004"  # on the picture: an example number, GS1 prefix 952
ICONS = {Severity.INFO: "info", Severity.WARN: "triangle-alert", Severity.HOLD: "triangle-alert"}
REFUSALS = frozenset({"card", "unreadable", "cancelled", "link", "not_received"})


def _step(index: int, *, is_done: bool = False) -> Step:
    names = ("checkout.step.scan", "checkout.step.pay", "checkout.step.receipt")
    return Step(text(names[index - 1]), index, len(names), is_done)


def view(state: State, site: Site) -> View:
    """Return the view of a state."""
    match state:
        case Scanning():
            return _scanning(state, site)
        case Typing():
            return _typing(state)
        case ResumeOffer():
            return _offer(state)
        case Paying():
            return _paying(state)
        case Declined():
            return _declined(state)
        case PaymentUnclear():
            return _unclear(state, site)
        case Receipt():
            return _receipt(state, site)
        case ThankYou():
            return _thank_you(state, site)
        case Ended():
            return View(text("checkout.thank_you.title"), timeout_s=None)
        case _:
            assert_never(state)


# --- the basket -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """Gives the view of a line; the newest is told apart."""

    newest_n: int | None

    def __call__(self, item: object) -> Mapping[str, Viewable]:
        line = cast(Line, item)
        is_newest = line.n == self.newest_n
        fewer = "action.remove_line" if line.qty == 1 else "action.one_fewer"
        return {
            "n": line.n,
            "art": line.art,
            "name": line.name,
            "detail": text("checkout.line.added", detail=line.detail) if is_newest else _detail(line),
            "quantity": str(line.qty) if is_countable(line) else "",
            "amount": line.total,
            "is_newest": is_newest,
            "can_more": can_grow(line),
            "fewer_is_bin": line.qty == 1,
            "more": Action(text("action.one_more", name=line.name), "MorePressed", (("n", line.n),), "plus"),
            "fewer": Action(
                text(fewer, name=line.name), "FewerPressed", (("n", line.n),), "trash-2" if line.qty == 1 else "minus"
            ),
        }


def _detail(line: Line) -> Viewable:
    if line.qty > 1:
        return text("checkout.line.each", amount=line.unit)
    return line.detail


def banner(blocker: Blocker) -> Mapping[str, Viewable]:
    """Return a blocker as a banner in place; it never takes the focus."""
    severity = kind_of(blocker.code).severity
    return {
        "kind": "warning" if severity is not Severity.INFO else "info",
        "icon": ICONS.get(severity, "triangle-alert"),
        "id": blocker.id,
        "title": blocker.words("title"),
        "text": blocker.words("what"),
        "do": blocker.words("do"),
    }


def _printer_note(site: Site) -> Mapping[str, Viewable] | None:
    if site.is_usable("printer"):
        return None
    printer = site.devices.get("printer")
    reasons = printer.reasons if printer is not None else ()
    code = "DEV.PRINTER_AWAY"
    if "MEDIA_EMPTY" in reasons:
        code = "DEV.PRINTER_PAPER_OUT"
    elif "COVER_OPEN" in reasons:
        code = "DEV.PRINTER_COVER_OPEN"
    return banner(Blocker("", code, ("device", "printer")))


def _device_note(site: Site) -> Mapping[str, Viewable] | None:
    if not site.is_usable("scanner"):
        return banner(Blocker("", "DEV.SCANNER_AWAY", ("device", "scanner")))
    return _printer_note(site)


def _scanning(state: Scanning, site: Site) -> View:
    sale = state.sale
    has_lines = bool(sale.lines)
    pay = Action(text("action.pay", amount=sale.total), "PayPressed", icon="arrow-right", is_enabled=has_lines)
    undo = Toast(text("checkout.removed"), Action(text("action.undo"), "UndoPressed", icon="undo-2"))
    return View(
        title=text("checkout.scanning.title_next" if has_lines else "checkout.scanning.title_first"),
        instruction=text("checkout.scanning.instruction"),
        step=_step(1),
        primary=pay,
        secondary=TYPE,
        cancel=CANCEL,
        parts={
            "count": text("checkout.count", n=sale.pieces),
            "subtotal": sale.total,
            "total_label": text("checkout.to_pay"),
            "total": sale.total,
            "banner": banner(state.notice) if state.notice is not None else _device_note(site),
            "empty_title": text("checkout.scanning.empty_title"),
            "empty_text": text("checkout.scanning.empty_text"),
        },
        rows=Rows(sale.lines, _Rows(state.newest_n)),
        spoken=(text("checkout.scanning.instruction"),),
        toast=undo if state.undo_n is not None else None,
        takes_scans=True,
    )


def _typing(state: Typing) -> View:
    problem = text(f"checkout.typing.problem.{state.problem}") if state.problem else None
    return View(
        title=text("checkout.typing.title"),
        instruction=text("checkout.typing.instruction"),
        step=_step(1),
        primary=Action(text("checkout.typing.add"), "CodeTyped", (("code", ""),), "plus", is_busy=state.is_looking_up),
        back=BACK,
        cancel=CANCEL,
        parts={
            "field": text("checkout.typing.field"),
            "problem": problem,
            "longest": LONGEST_CODE,
            "groups": CODE_GROUPS,
            "sample": SAMPLE_CODE,
            "where": text("checkout.typing.where"),
        },
        spoken=(text("checkout.typing.instruction"),),
        takes_scans=True,
    )


def _offer(state: ResumeOffer) -> View:
    return View(
        title=text("checkout.resume.title"),
        instruction=text("checkout.resume.instruction"),
        step=_step(1),
        primary=Action(text("checkout.resume.yes"), "ResumePressed", icon="check"),
        secondary=Action(text("checkout.resume.no"), "DiscardPressed", icon="x"),
        parts={
            "count": text("checkout.count", n=state.sale.pieces),
            "total_label": text("checkout.to_pay"),
            "total": state.sale.total,
            "reassurance": text("checkout.resume.reassurance"),
        },
    )


# --- paying ---------------------------------------------------------------------------------------------------------


def _steps(phase: Phase) -> tuple[Mapping[str, Viewable], ...]:
    keys = ("checkout.pay.sent", "checkout.pay.present", "checkout.pay.bank", "checkout.pay.receipt")
    now = {Phase.CONNECTING: 0, Phase.PRESENT: 1, Phase.PIN: 1, Phase.BANK: 2, Phase.FINISHING: 3}.get(phase, 1)
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
    return View(
        title=text("checkout.paying.title"),
        instruction=text("checkout.paying.instruction"),
        step=_step(2),
        back=Action(text("action.back"), "BackPressed", icon="arrow-left", is_enabled=can_leave),
        cancel=None,
        parts={
            "amount_label": text("checkout.amount_to_pay"),
            "amount": state.sale.total,
            "chip": text("checkout.paying.chip"),
            "terminal_says_label": text("checkout.terminal.shows"),
            "terminal_says": _terminal_says(state),
            "phase": str(state.phase),
            "steps": _steps(state.phase),
            "now_label": text("checkout.now"),
        },
        spoken=(text("checkout.paying.spoken", amount=state.sale.total), _terminal_says(state)),
        toast=Toast(state.notice.words("what")) if state.notice is not None else None,
        timeout_s=None,
    )


def _declined(state: Declined) -> View:
    reason = state.refusal if state.refusal in REFUSALS else "other"
    return View(
        title=text(f"checkout.declined.{reason}.title"),
        instruction=text("checkout.declined.instruction"),
        step=_step(2),
        primary=Action(text("checkout.declined.again"), "PayPressed", icon="credit-card"),
        back=BACK,
        cancel=CANCEL,
        parts={
            "amount_label": text("checkout.amount_to_pay"),
            "amount": state.sale.total,
            "banner": {
                "kind": "warning",
                "icon": "triangle-alert",
                "title": text("checkout.declined.nothing_charged"),
                "text": text(f"checkout.declined.{reason}.text"),
            },
            "kept": text("checkout.declined.kept", n=state.sale.pieces),
        },
        spoken=(text("checkout.declined.nothing_charged"), text(f"checkout.declined.{reason}.text")),
    )


def _unclear(state: PaymentUnclear, site: Site) -> View:
    key = "checkout.review" if state.is_review else "checkout.unclear"
    is_slip_printing = is_printing(state.inquiry.sale)
    slip = Action(
        text("checkout.unclear.print_slip"), "PrintPressed", icon="printer", is_enabled=site.is_usable("printer"),
        is_busy=is_slip_printing,
    )  # fmt: skip
    finish = Action(text("action.finish"), "FinishPressed", icon="check", is_enabled=not is_slip_printing)
    return View(
        title=text(f"{key}.title"),
        instruction=text(f"{key}.instruction"),
        step=_step(2),
        primary=slip if state.is_review else None,
        secondary=finish if state.is_review else None,
        parts={
            "since_utc_ms": str(state.since_utc_ms),
            "is_review": state.is_review,
            "promise_title": text("checkout.unclear.promise_title"),
            "promise_text": text("checkout.unclear.promise_text"),
            "steps": _unclear_steps(state.is_review),
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.inquiry.attempt_id),
            "amount_label": text("checkout.amount"),
            "amount": state.inquiry.attempt.amount,
            "terminal_label": text("checkout.unclear.terminal"),
            "busy_label": text("checkout.unclear.busy"),
            "bank_label": text("checkout.unclear.bank"),
        },
        spoken=(text("checkout.unclear.promise_title"), text("checkout.unclear.promise_text")),
        timeout_s=120 if state.is_review and not is_slip_printing else None,
    )


def _unclear_steps(is_review: bool) -> tuple[Mapping[str, Viewable], ...]:
    now = 2 if is_review else 0
    states = ("done", "now", "next")
    return tuple(
        {
            "text": text(f"checkout.unclear.step{index + 1}.title"),
            "detail": text(f"checkout.unclear.step{index + 1}.text"),
            "state": states[(index >= now) + (index > now)],
        }
        for index in range(3)
    )


# --- after paying ---------------------------------------------------------------------------------------------------


def _card_text(sale: Sale) -> Text | None:
    attempt = sale.last_attempt
    if attempt is None or not attempt.last4:
        return None
    return text("checkout.card_ending", last4=attempt.last4)


def _paper(job: PrintJob | None, site: Site) -> Mapping[str, Viewable] | None:
    if job is None:
        return _printer_note(site)
    look = {
        PrintState.SENDING: ("info", "printer"),
        PrintState.DONE: ("success", "circle-check"),
        PrintState.FAILED: ("warning", "triangle-alert"),
        PrintState.UNKNOWN: ("warning", "triangle-alert"),
        PrintState.QUEUED: ("info", "printer"),
    }
    kind, icon = look[job.state]
    key = f"checkout.paper.{job.state.lower()}"
    return {"kind": kind, "icon": icon, "title": text(f"{key}.title"), "text": text(f"{key}.text")}


def _receipt(state: Receipt, site: Site) -> View:
    job = state.sale.job(state.job_id) if state.job_id is not None else None
    is_under_way = is_printing(state.sale)
    print_key = "checkout.receipt.print" if job is None else "checkout.receipt.print_copy"
    printing = Action(
        text(print_key), "PrintPressed", icon="printer", is_enabled=site.is_usable("printer"), is_busy=is_under_way
    )
    leave_key = "checkout.receipt.none" if job is None else "action.finish"
    none = Action(text(leave_key), "NoReceiptPressed", icon="check", is_enabled=not is_under_way)
    can_print = site.is_usable("printer") or is_under_way
    return View(
        title=text("checkout.receipt.title"),
        instruction=text("checkout.receipt.instruction"),
        step=_step(3),
        primary=printing if can_print else none,
        secondary=none if can_print else None,
        parts={
            "amount_label": text("checkout.total_paid"),
            "amount": state.sale.total,
            "card_text": _card_text(state.sale),
            "question": text("checkout.receipt.question"),
            "paper": _paper(job, site),
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.sale.id),
        },
        spoken=(text("checkout.receipt.spoken", amount=state.sale.total), text("checkout.receipt.question")),
        timeout_s=None if is_under_way else 60,
    )


def _last_paper(sale: Sale, site: Site) -> Mapping[str, Viewable] | None:
    """Return where the receipt is that was asked for, for who does not see it come out."""
    return _paper(sale.jobs[-1], site) if sale.jobs else None


def _thank_you(state: ThankYou, site: Site) -> View:
    return View(
        title=text("checkout.thank_you.title"),
        instruction=text("checkout.thank_you.instruction"),
        step=_step(3, is_done=True),
        primary=Action(text("action.finish"), "FinishPressed", icon="check"),
        parts={
            "amount_label": text("checkout.total_paid"),
            "amount": state.sale.total,
            "card_text": _card_text(state.sale),
            "paper": _last_paper(state.sale, site),
            "closes_label": text("checkout.thank_you.closes"),
            "seconds": state.closes_s,
        },
        spoken=(text("checkout.thank_you.instruction"),),
        timeout_s=None,
        takes_scans=True,
    )
