"""What is shown once a sale is paid, in unfinished words; the steps of a checkout, and what is said of paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kiosk.domain.blockers import FISCAL_DEVICE_DOWN, Blocker, Severity, kind_of
from kiosk.domain.moves import PrintState
from kiosk.domain.sale import Attempt, PaperKind, PrintJob, Sale, TenderKind
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.flows.base import FISCAL, Action, Site, Step, View, Viewable
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import Receipt, ThankYou

ICONS = {Severity.INFO: "info", Severity.WARN: "triangle-alert", Severity.HOLD: "triangle-alert"}


@cache
def step_of(index: int, *, is_done: bool = False) -> Step:
    """Return one of the three steps of a checkout."""
    names = ("checkout.step.scan", "checkout.step.pay", "checkout.step.receipt")
    return Step(text(names[index - 1]), index, len(names), is_done)


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


def printer_note(site: Site) -> Mapping[str, Viewable] | None:
    """Return what is wrong with the printer, else with what signs receipts; None while both do their work."""
    if site.is_usable("printer"):
        fiscal = site.devices.get(FISCAL)
        is_marked = fiscal is not None and bool(fiscal.reasons)
        return banner(Blocker("", FISCAL_DEVICE_DOWN, ("device", FISCAL))) if is_marked else None
    printer = site.devices.get("printer")
    reasons = printer.reasons if printer is not None else ()
    code = "DEV.PRINTER_AWAY"
    if "MEDIA_EMPTY" in reasons:
        code = "DEV.PRINTER_PAPER_OUT"
    elif "COVER_OPEN" in reasons:
        code = "DEV.PRINTER_COVER_OPEN"
    return banner(Blocker("", code, ("device", "printer")))


def _card_text(sale: Sale) -> Text | None:
    attempt = sale.last_attempt
    if attempt is None or not attempt.last4:
        return None
    return ending(sale, attempt, attempt.last4)


def ending(sale: Sale, attempt: Attempt, last4: str) -> Text:
    """Return with which card something is paid or goes back: a bank's, or a gift card."""
    return text(f"checkout.{'gift.' if is_gift(sale, attempt) else 'card_'}ending", last4=last4)


def is_gift(sale: Sale, attempt: Attempt) -> bool:
    """True when an attempt is about a gift card: no terminal, no bank and no PIN has to do with it."""
    return sale.kind_of(attempt.id) is TenderKind.GIFT


def paper_note(job: PrintJob | None, site: Site) -> Mapping[str, Viewable] | None:
    """Return what became of a paper, or what is wrong with the printer before there is one."""
    if job is None:
        return printer_note(site)
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


def slip_note(sale: Sale) -> Text | None:
    """Return what became of the slip of an unclear payment; None while nobody asked for it."""
    job = next((own for own in reversed(sale.jobs) if own.kind is PaperKind.SLIP), None)
    if job is None or job.state is PrintState.QUEUED:
        return None
    return text(f"checkout.slip.{job.state.lower()}")


def slip_action(sale: Sale, site: Site) -> Action:
    """Return the way to the slip, or to a copy of it."""
    is_first = not any(own.kind is PaperKind.SLIP for own in sale.jobs)
    label = text("checkout.unclear.print_slip" if is_first else "checkout.receipt.print_copy")
    can_print = site.is_usable("printer")
    return Action(label, "PrintPressed", icon="printer", is_enabled=can_print, is_busy=is_printing(sale))


def code_parts(link: str) -> Mapping[str, Viewable]:
    """Return the receipt as a code with the words beside it; nothing where there is none."""
    if not link:
        return {}
    return {
        "qr": link,
        "qr_chip": text("checkout.receipt.qr_chip"),
        "qr_title": text("checkout.receipt.qr_title"),
        "qr_text": text("checkout.receipt.qr_text"),
    }


def receipt_view(state: Receipt, site: Site) -> View:
    """Return the choice of a receipt, and what became of the paper."""
    job = state.sale.job(state.job_id) if state.job_id is not None else None
    is_under_way = is_printing(state.sale)
    is_first = job is None or job.state is PrintState.QUEUED
    print_key = "checkout.receipt.print" if is_first else "checkout.receipt.print_copy"
    printing = Action(
        text(print_key), "PrintPressed", icon="printer", is_enabled=site.is_usable("printer"), is_busy=is_under_way
    )
    leave_key = "checkout.receipt.none" if job is None else "action.finish"
    none = Action(text(leave_key), "NoReceiptPressed", icon="check", is_enabled=not is_under_way)
    can_print = site.is_usable("printer") or is_under_way
    return View(
        title=text("checkout.receipt.title"),
        instruction=text("checkout.receipt.instruction"),
        step=step_of(3),
        primary=printing if can_print else none,
        secondary=none if can_print else None,
        parts={
            "amount_label": text("checkout.total_paid"),
            "amount": state.sale.total,
            "card_text": _card_text(state.sale),
            "question": text("checkout.receipt.question"),
            "paper": paper_note(job, site),
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.sale.id),
            **code_parts(state.code),
        },
        timeout_s=None if is_under_way else 60,
    )


def _last_paper(sale: Sale, site: Site) -> Mapping[str, Viewable] | None:
    """Return where the receipt is that was asked for, for who does not see it come out."""
    return paper_note(sale.jobs[-1], site) if sale.jobs else None


def thank_you_view(state: ThankYou, site: Site) -> View:
    """Return the farewell."""
    return View(
        title=text("checkout.thank_you.title"),
        instruction=text("checkout.thank_you.instruction"),
        step=step_of(3, is_done=True),
        primary=Action(text("action.finish"), "FinishPressed", icon="check"),
        parts={
            "amount_label": text("checkout.total_paid"),
            "amount": state.sale.total,
            "card_text": _card_text(state.sale),
            "paper": _last_paper(state.sale, site),
            "closes_label": text("checkout.thank_you.closes"),
            "seconds": state.closes_s,
        },
        timeout_s=None,
        takes_scans=True,
    )
