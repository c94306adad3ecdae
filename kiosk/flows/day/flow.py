"""The reducer of the pages of a day: the menu, an X, and receipts again; closing and cases stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.moves import PrintState
from kiosk.domain.sale import PaperKind, Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.events import PrintEnded, PrintPaper
from kiosk.flows.checkout.receipt import Paper, printed, start
from kiosk.flows.day import cases, closing
from kiosk.flows.day.events import (
    DayPrinted,
    DayReckoned,
    FindReceipts,
    PageChosen,
    PrintDay,
    PrintDayPressed,
    ReadSale,
    ReceiptChosen,
    ReceiptsFound,
    ReckonDay,
    SaleRead,
    SaleSettled,
)
from kiosk.flows.day.states import Case, Choosing, Closing, Copies, Figures, Reviews, State, Stepped
from kiosk.flows.guests import Gone, Guest, Pass, Tell
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

NAME = "day"
PAGES: Mapping[str, Permission] = {
    "figures": Permission.READ_REPORTS,
    "reviews": Permission.RESOLVE_REVIEW,
    "copies": Permission.REPRINT,
    "closing": Permission.END_OF_DAY,
}
ENTRY = Guest(NAME, 40, text("day.entry.title"), text("day.entry.text"), "receipt", tuple(PAGES.values()))
SCREENS: tuple[type[State], ...] = (Choosing, Figures, Closing, Reviews, Case, Copies)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Choosing: frozenset({Figures, Closing, Reviews, Copies, Pass, Gone}),
    Figures: frozenset({Choosing, Gone}),
    Closing: frozenset({Choosing, Gone}),
    Reviews: frozenset({Choosing, Case, Gone}),
    Case: frozenset({Reviews, Tell, Gone}),
    Copies: frozenset({Choosing, Tell, Gone}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with the pages that this person may read."""
    return (Gone(), ()) if person is None else (Choosing(person), ())


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    if isinstance(event, Abandoned):
        return Gone(), ()
    match state:
        case Choosing():
            return _choosing(state, event, at)
        case Figures():
            return _figures(state, event, at)
        case Closing():
            return closing.step(state, event, at, site)
        case Reviews():
            return cases.reviews(state, event, at, site)
        case Case():
            return cases.case(state, event, at, site)
        case Copies():
            return _copies(state, event, at, site)
        case _:
            assert_never(state)


def _choosing(state: Choosing, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return Pass("staff", state.person), ()
        case PageChosen(page=page) if page in PAGES and state.person.may(PAGES[page]):
            return _page(page, state.person, at)
        case _:
            return state, ()


def _page(page: str, person: Person, at: Stamp) -> Stepped:
    key = uuid7(at, 60)
    match page:
        case "figures":
            return Figures(person, key), (ReckonDay(key),)
        case "closing":
            return closing.begun(person, at)
        case "reviews":
            return cases.begun(person, at)
        case _:
            return Copies(person, key), (FindReceipts(key),)


def _figures(state: Figures, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return Choosing(state.person), ()
        case DayReckoned(key=key, day=day) if key == state.key:
            return replace(state, day=day), ()
        case PrintDayPressed() if state.day is not None and not state.printing:
            key = uuid7(at, 61)
            return replace(state, printing=key, note=""), (PrintDay(key, state.day.figures),)
        case DayPrinted(key=key, verdict=verdict) if key == state.printing and key:
            return replace(state, printing="", note=verdict), ()
        case EffectFailed(key=key) if key == state.printing and key:
            return replace(state, printing="", note="UNKNOWN"), ()
        case EffectFailed(key=key) if key == state.key and state.day is None:
            return replace(state, is_out=True), ()
        case _:
            return state, ()


# --- receipts again -------------------------------------------------------------------------------------------------


def _copies(state: Copies, event: Event, at: Stamp, site: Site) -> Stepped:
    if state.sale is not None:
        return _printing(state, state.sale, event, at)
    match event:
        case BackPressed() if not state.chosen:
            return Choosing(state.person), ()
        case ReceiptsFound(key=key, receipts=receipts) if key == state.key:
            return replace(state, receipts=receipts), ()
        case ReceiptChosen(sale_id=sale_id) if not state.chosen:
            ask_id = uuid7(at, 61)
            asking = replace(state, chosen=sale_id, ask_id=ask_id, note="")
            return asking, (AskPermit(ask_id, Permission.REPRINT, state.person),)
        case NotPermitted(ask_id=own) if own == state.ask_id and own:
            return replace(state, chosen="", ask_id="", note=event.why), ()
        case Permitted(ask_id=own) if own == state.ask_id and own:
            return replace(state, ask_id="", key=(key := uuid7(at, 62))), (ReadSale(key, state.chosen),)
        case SaleRead(key=key, sale=sale) if key == state.key and state.chosen:
            return _read(state, sale, at, site)
        case EffectFailed(key=key) if key and key in (state.key, state.ask_id):
            return replace(state, chosen="", ask_id="", is_out=state.receipts is None, note="UNKNOWN"), ()
        case _:
            return state, ()


def _read(state: Copies, sale: Sale | None, at: Stamp, site: Site) -> Stepped:
    """Print the receipt of a sale that nobody at the glass holds; theirs is printed on their own page."""
    held = site.customer.sales if site.customer is not None else ()
    if sale is None or any(own.id == sale.id for own in held):
        return replace(state, chosen="", note="held"), ()
    language = next((job.language for job in sale.jobs if job.kind is PaperKind.CUSTOMER), site.language)
    paper = Paper(f"receipt:{sale.id}", PaperKind.CUSTOMER, language)
    sending, job = start(_without_word(sale), paper, at)
    note = Record(Permission.REPRINT, state.person, sale.id, after=str(job.copy_no))
    printing = replace(state, sale=sending, job_id=job.id)
    return Tell(SaleSettled(sending), printing), (PrintPaper(job, sending), note)


def _without_word(sale: Sale) -> Sale:
    """Give up waiting for papers that were left under way: the printer's word on them does not come any more."""
    for job in sale.jobs:
        if job.state is PrintState.SENDING:
            sale = sale.with_job(job.to(PrintState.UNKNOWN))
    return sale


def _printing(state: Copies, sale: Sale, event: Event, at: Stamp) -> Stepped:
    is_ended = isinstance(event, PrintEnded) and event.job_id == state.job_id
    is_failed = isinstance(event, EffectFailed) and event.key == state.job_id
    if not (isinstance(event, PrintEnded | EffectFailed) and (is_ended or is_failed)):
        return state, ()
    known = printed(sale, event)
    job = known.job(state.job_id)
    note = job.state.value if job is not None else "UNKNOWN"
    key = uuid7(at, 63)
    return Tell(SaleSettled(known), Copies(state.person, key, state.receipts, note=note)), (FindReceipts(key),)
