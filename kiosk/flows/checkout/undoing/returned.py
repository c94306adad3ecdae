"""The receipt of money that went back, where its customer stands: printed at once, and as a code for their phone."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import PrintState
from kiosk.domain.payment import void_unpaid
from kiosk.domain.sale import Attempt, Sale
from kiosk.domain.settling.undoing import given_back, original_of
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout import receipt
from kiosk.flows.checkout.events import CodeMade, FinishPressed, MakeCode, PrintEnded, PrintPaper, PrintPressed
from kiosk.flows.checkout.states import Ended, GivingBack, Returned, State
from kiosk.flows.checkout.undoing.stages import goes_on

Stepped = tuple[State, tuple[Effect, ...]]


def arrived(stepped: Stepped, at: Stamp, site: Site) -> Stepped:
    """Show the receipt as soon as nothing is left to give back; else change nothing.

    It is printed without being asked for: money that went back always has a receipt. After a restart, and beside a
    paper that is in doubt, nothing prints before somebody asks.
    """
    state, effects = stepped
    if not isinstance(state, GivingBack) or state.unwinding.is_open or state.is_review:
        return stepped
    back = given_back(state.sale)
    if not back:  # nothing had to: no terminal booked anything
        return Returned(state.sale, state.goes_on), effects
    shown = Returned(state.sale, state.goes_on, back[-1].id)
    code = MakeCode(state.sale, site.language, at.utc_ms, shown.about)
    if not site.is_usable("printer") or not _may_print(state.sale, back):
        return shown, (*effects, code)
    printing, more = _printed(shown, at, site)
    return printing, (*effects, code, *more)


def _may_print(sale: Sale, back: tuple[Attempt, ...]) -> bool:
    is_doubted = any(job.state is PrintState.UNKNOWN for job in sale.jobs)
    asked = (own.sent_mono_ms for one in back for own in (one, original_of(sale, one)))
    return not is_doubted and None not in asked  # None: a restart lies between


def _printed(state: Returned, at: Stamp, site: Site) -> Stepped:
    sale, job = receipt.start(state.sale, receipt.back_paper(state.sale, state.about, site.language), at)
    return replace(state, sale=sale, job_id=job.id), (PrintPaper(job, sale),)


def returned(state: Returned, event: Event, at: Stamp, site: Site) -> Stepped:
    """Print when asked; leave, or go on, only after the paper is out or known not to be."""
    if isinstance(event, PrintEnded | EffectFailed):
        is_told = isinstance(event, PrintEnded) or event.effect == "PrintPaper"
        sale = receipt.printed(state.sale, event) if is_told else state.sale
        return (state, ()) if sale is state.sale else (replace(state, sale=sale), ())
    if isinstance(event, CodeMade) and (event.sale_id, event.about) == (state.sale.id, state.about):
        return replace(state, code=event.link), ()
    if receipt.is_printing(state.sale):
        return state, ()
    match event:
        case PrintPressed() if state.about:
            return _printed(state, at, site)
        case FinishPressed():
            return ended(state), ()
        case BackPressed() if state.goes_on:
            return goes_on(state.sale), ()
        case _:
            return state, ()


def ended(state: Returned) -> Ended:
    """Leave: a sale of which nothing is held is void, and what is still paid goes back behind the glass."""
    return Ended(void_unpaid(state.sale))
