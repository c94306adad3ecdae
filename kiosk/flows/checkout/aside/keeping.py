"""A basket set aside by its customer: its code on the glass, and on paper when asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from kiosk.domain.aside.keeping import MARK, code_of, in_groups, may_keep, taken_back
from kiosk.domain.aside.keeping import kept as set_aside
from kiosk.domain.moves import PrintState
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Action, BackPressed, Effect, EffectFailed, Event, Site, StopTimer, View, Viewable
from kiosk.flows.checkout.events import Beep, FinishPressed, PrintEnded, PrintPaper, PrintPressed
from kiosk.flows.checkout.paid_view import step_of
from kiosk.flows.checkout.receipt import Paper, is_printing, printed, start
from kiosk.flows.checkout.states import UNDO_TIMER, Ended, Keeping, Scanning, State

Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"
PAPERS = {
    PrintState.SENDING: ("info", "printer"),
    PrintState.DONE: ("success", "circle-check"),
    PrintState.FAILED: ("warning", "triangle-alert"),
    PrintState.UNKNOWN: ("warning", "triangle-alert"),
}


def kept(sale: Sale) -> Stepped:
    """Set the basket aside and show its code."""
    return Keeping(set_aside(sale)), (StopTimer(UNDO_TIMER), Beep("ok"))


def code_left(sale: Sale) -> str:
    """Return the code, as it is read, that a basket gets when nobody comes back to the glass; empty: it is not kept."""
    return in_groups(code_of(set_aside(sale))) if may_keep(sale) else ""


def keeping(state: Keeping, event: Event, at: Stamp, site: Site) -> Stepped:
    """Print the code when asked; go, or go on shopping. Nothing else while the printer owes its word."""
    match event:
        case PrintPressed() if not is_printing(state.sale):
            paper = Paper(f"kept:{state.sale.id}:{state.sale.version}", PaperKind.KEPT, site.language)
            sale, job = start(state.sale, paper, at)
            return replace(state, sale=sale, job_id=job.id), (PrintPaper(job, sale),)
        case PrintEnded() | EffectFailed(effect="PrintPaper"):
            sale = printed(state.sale, event)
            return (state, ()) if sale is state.sale else (replace(state, sale=sale), (Beep("ok"),))
        case FinishPressed() if not is_printing(state.sale):
            return left(state)
        case BackPressed() if not is_printing(state.sale):
            return Scanning(taken_back(state.sale)), ()
        case _:
            return state, ()


def left(state: Keeping) -> Stepped:
    """The glass is the next customer's."""
    return Ended(state.sale), ()


def _paper(job: PrintJob | None) -> Mapping[str, Viewable] | None:
    if job is None:
        return None
    kind, icon = PAPERS[job.state]
    return {"kind": kind, "icon": icon, "title": text(f"checkout.keeping.paper.{job.state.lower()}"), "text": ""}


def keeping_view(state: Keeping, site: Site) -> View:
    """Return the code, how long it is good, and what became of the paper."""
    job = state.sale.job(state.job_id) if state.job_id is not None else None
    is_under_way = is_printing(state.sale)
    can_print = site.is_usable("printer") or is_under_way
    printing = Action(text("checkout.keeping.print"), "PrintPressed", icon="printer", is_busy=is_under_way)
    done = Action(text("action.finish"), "FinishPressed", icon="check", is_enabled=not is_under_way)
    code = code_of(state.sale)
    parts: Mapping[str, Viewable] = {
        "code_label": text("checkout.keeping.code"),
        "code": in_groups(code),
        "qr": MARK + code,
        "qr_title": text("checkout.keeping.qr_title"),
        "qr_text": text("checkout.keeping.qr_text"),
        "qr_chip": text("checkout.keeping.chip"),
        "total_label": text("checkout.to_pay"),
        "total": state.sale.total,
        "paper": _paper(job),
    }
    return View(
        title=text("checkout.keeping.title"),
        instruction=text("checkout.keeping.instruction"),
        step=step_of(1),
        primary=printing if can_print and job is None else done,
        secondary=done if can_print and job is None else None,
        back=Action(text("action.back"), "BackPressed", icon="arrow-left", is_enabled=not is_under_way),
        spoken=(text("checkout.keeping.spoken", code=in_groups(code)),),
        parts=parts,
        timeout_s=None if is_under_way else 60,
    )
