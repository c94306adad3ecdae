"""Papers one after another: only the printer's word makes one printed, and nothing prints again by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kiosk.domain.moves import PrintState
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.asking import Order
from kiosk.domain.travel.booking import Bag, BagState, Booking, CouponState, Proof
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkin.events import (
    CardRead,
    DocumentRead,
    GoOnPressed,
    MakePassCode,
    OnPhonePressed,
    PassCodeMade,
    PassesAgainPressed,
    PassRead,
    PlateRenewed,
    PrintPass,
    PrintTag,
    PrintTravelSlip,
    SlipPressed,
    TellPrinted,
)
from kiosk.flows.checkin.onward import Stepped, is_held_by, left
from kiosk.flows.checkin.states import Paper, Printing, Refused, ThankYou, Trip
from kiosk.flows.checkout.events import Beep, FinishPressed, PrintEnded
from kiosk.flows.checkout.receipt import Paper as Document
from kiosk.flows.checkout.receipt import is_printing, printed, start

CLOSE_TIMER: Final = "checkin.close"
CLOSE_S: Final = 20
PASS, TAG, SLIP = PaperKind.BOARDING.value, PaperKind.BAGTAG.value, PaperKind.SLIP.value
PRINT_EFFECTS: Final = ("PrintPass", "PrintTag", "PrintTravelSlip")


def papers_of(order: Order, before: tuple[str, ...], trip: Trip) -> tuple[Paper, ...]:
    """Return what is new by an order: passes of who was checked in or has another seat, tags of new bags, a slip.

    `before`: the bag numbers there were. Who must show a document first gets no pass.
    """
    if order.cancels:
        return (Paper(SLIP, order.cancels[0][0]),)
    moved = {(own.passenger_id, own.segment_n) for own in order.seats}
    shown = {person for person, proof, _ in order.proofs if proof != Proof.NONE}  # their passes waited for it
    passes = [
        Paper(PASS, own.passenger_id, own.segment_n)
        for own in trip.booking.coupons
        if own.state is CouponState.CHECKED_IN
        and (own.key in moved | set(order.coupons) or (own.passenger_id in shown and not own.passes))
    ]
    mine = (own for own in passes if not is_held(trip, own.passenger_id))
    tags = (Paper(TAG, own.passenger_id, plate=own.plate) for own in tagged(trip.booking) if own.plate not in before)
    return (*mine, *tags)


def is_held(trip: Trip, passenger_id: str) -> bool:
    """True when a passenger's boarding pass waits for a document to be seen."""
    return any(is_held_by(own, passenger_id) for own in trip.blockers)


def tagged(booking: Booking) -> Iterable[Bag]:
    """Return the bags whose numbers count."""
    return (own for own in booking.bags if own.state is not BagState.VOID)


def printing(trip: Trip, papers: tuple[Paper, ...], at: Stamp, site: Site) -> Stepped:
    """Begin with the first paper; what cannot be printed here is offered on the phone."""
    return _next(Printing(trip, papers), at, site)


def print_again(trip: Trip, papers: tuple[Paper, ...], at: Stamp, site: Site) -> Stepped:
    """Print papers that may exist already; a pass that came out before is a copy and says so."""
    return printing(trip, papers, at, site)


def _next(state: Printing, at: Stamp, site: Site) -> Stepped:
    place = next((n for n, own in enumerate(state.papers) if not own.is_done), None)
    if place is None:
        return _thanked(state, site)
    paper = state.papers[place]
    if not site.is_usable("tags" if paper.kind == TAG else "printer"):
        return state, (Beep("attention"),)
    sale, job = _start(state.trip, paper, at, site.language)
    trip = replace(state.trip, sale=sale)
    begun = replace(state, trip=trip, papers=_with(state.papers, place, replace(paper, job_id=job.id)))
    return begun, (_effect(job, trip, paper),)


def _with(papers: tuple[Paper, ...], place: int, paper: Paper) -> tuple[Paper, ...]:
    return (*papers[:place], paper, *papers[place + 1 :])


def _doc(sale: Sale, paper: Paper) -> str:
    """Name a document: of no other sale, whose papers the store counts by name and copy."""
    own = {PASS: f"pass:{paper.passenger_id}:{paper.segment_n}", TAG: f"tag:{paper.plate}"}
    return f"{own.get(paper.kind, 'slip')}:{sale.id}"


def _start(trip: Trip, paper: Paper, at: Stamp, language: str) -> tuple[Sale, PrintJob]:
    document = Document(_doc(trip.sale, paper), PaperKind(paper.kind), language)
    sale, job = start(trip.sale, document, at)
    coupon = trip.booking.coupon(paper.passenger_id, paper.segment_n)
    out = coupon.passes if coupon is not None else 0  # at another kiosk, or an hour ago
    job = replace(job, copy_no=job.copy_no + out) if job.copy_no <= out else job
    return sale.with_job(job), job


def _effect(job: PrintJob, trip: Trip, paper: Paper) -> Effect:
    match paper.kind:
        case PaperKind.BOARDING:
            return PrintPass(job, trip.booking, paper.passenger_id, paper.segment_n)
        case PaperKind.BAGTAG:
            return PrintTag(job, trip.booking, paper.plate)
        case _:
            owed = tuple(own for own in trip.booking.owed if own.order_id == trip.sale.id)
            return PrintTravelSlip(job, replace(trip.booking, owed=owed), about="cancelled")


def printing_step(state: Printing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take the printer's word, or the customer's choice once it stands still; a jam locks nobody out."""
    match event:
        case PrintEnded():
            return _told(state, event, at, site)
        case EffectFailed(effect=effect, key=key) if effect in PRINT_EFFECTS:
            return _told(state, PrintEnded(key, "UNKNOWN", "SOFTWARE_ERROR"), at, site)
        case PlateRenewed():
            return _renumbered(state, event, at, site)
        case EffectFailed(effect="TellPrinted", key=key) if state.renewing and key == _renewed_job(state):
            return replace(state, renewing=""), (Beep("attention"),)
        case PassCodeMade(key=key, pass_link=link) if state.is_on_phone and key == _key(state):
            return replace(state, code=link.value), ()
        case _ if is_printing(state.trip.sale):
            return state, ()
        case PassesAgainPressed():
            return _again(state, at, site)
        case OnPhonePressed() if on_phone(state) is not None:
            return _phoned(state, site)
        case GoOnPressed() if state.is_on_phone:
            return _taken(state, at, site)
        case BackPressed() if state.is_on_phone:
            return replace(state, is_on_phone=False, code=""), ()
        case FinishPressed():
            return _thanked(state, site)
        case _:
            return state, ()


def _told(state: Printing, event: PrintEnded, at: Stamp, site: Site) -> Stepped:
    sale = printed(state.trip.sale, event)
    if sale is state.trip.sale:
        return state, ()
    place, paper = next((n, own) for n, own in enumerate(state.papers) if own.job_id == event.job_id)
    job = sale.job(event.job_id)
    is_out = job is not None and job.state is PrintState.DONE
    told = replace(state, trip=replace(state.trip, sale=sale))
    words = _words(state.trip.booking, paper, is_out=is_out)
    if not is_out:
        return told, (*words, Beep("attention"))
    papers = _with(told.papers, place, replace(paper, is_done=True))
    told = replace(told, papers=_without_number(papers, paper.passenger_id) if paper.is_renewed else papers)
    after, effects = _next(told, at, site)
    return after, (*words, *effects)


def _words(booking: Booking, paper: Paper, *, is_out: bool) -> tuple[Effect, ...]:
    """Tell the departures system: a tag is active only now, and a number that may not exist is void."""
    match paper.kind:
        case PaperKind.BOARDING if is_out:
            return (TellPrinted(booking.ref, paper.passenger_id, paper.segment_n, job_id=paper.job_id or ""),)
        case PaperKind.BAGTAG:
            return (TellPrinted(booking.ref, plate=paper.plate, is_printed=is_out, job_id=paper.job_id or ""),)
        case _:
            return ()


def _again(state: Printing, at: Stamp, site: Site) -> Stepped:
    """Print what is missing. The number of a tag that may exist is void by now: its successor is asked for first."""
    state = replace(state, is_on_phone=False, code="")
    paper = next((own for own in state.papers if not own.is_done), None)
    if paper is None or paper.kind != TAG or paper.job_id is None:
        return _next(state, at, site)
    void = TellPrinted(state.trip.booking.ref, plate=paper.plate, is_printed=False, job_id=paper.job_id)
    return replace(state, renewing=paper.plate), (void,)


def _renewed_job(state: Printing) -> str | None:
    return next((own.job_id for own in state.papers if own.plate == state.renewing), None)


def _renumbered(state: Printing, event: PlateRenewed, at: Stamp, site: Site) -> Stepped:
    """Take a bag's new number; who waits for it sees its tag printed."""
    old, new = event.plate.value, event.new.value
    place = next((n for n, own in enumerate(state.papers) if own.plate == old and not own.is_done), None)
    if place is None or not new or is_printing(state.trip.sale):  # told twice: its tag is under way already
        return replace(state, renewing=""), ()
    paper = replace(state.papers[place], plate=new, job_id=None, is_renewed=True)
    bags = tuple(replace(own, plate=new) if own.plate == old else own for own in state.trip.booking.bags)
    trip = replace(state.trip, booking=replace(state.trip.booking, bags=bags))
    told = replace(state, trip=trip, papers=_with(state.papers, place, paper), renewing="")
    return _next(told, at, site) if state.renewing == old else (told, ())


def _without_number(papers: tuple[Paper, ...], passenger_id: str) -> tuple[Paper, ...]:
    """Let passes that came out with a number that is void now come out once more: the tag that is out has another."""
    passes = (own for own in papers if own.kind == PASS and own.passenger_id == passenger_id)
    stale = [own for own in passes if own.is_done and not own.is_on_phone]
    return (*(own for own in papers if own not in stale), *(replace(own, job_id=None, is_done=False) for own in stale))


# --- on the phone -----------------------------------------------------------------------------------------------------


def on_phone(state: Printing) -> Paper | None:
    """Return the pass that the code on the glass is for, or would be: the first that is not out."""
    return next((own for own in state.papers if own.kind == PASS and not own.is_done), None)


def _key(state: Printing) -> str:
    paper = on_phone(state)
    return "" if paper is None else f"{state.trip.sale.id}/{paper.passenger_id}/{paper.segment_n}"


def _phoned(state: Printing, site: Site) -> Stepped:
    paper = on_phone(state)
    if paper is None:
        return replace(state, is_on_phone=False, code=""), ()
    made = MakePassCode(state.trip.booking, paper.passenger_id, paper.segment_n, site.language, state.trip.sale.id)
    return replace(state, is_on_phone=True, code=""), (made,)


def _taken(state: Printing, at: Stamp, site: Site) -> Stepped:
    """The customer has this one on the phone: show the next, then what is left to print."""
    paper = on_phone(state)
    if paper is None:
        return replace(state, is_on_phone=False, code=""), ()
    papers = _with(state.papers, state.papers.index(paper), replace(paper, is_done=True, is_on_phone=True))
    taken, effects = _phoned(replace(state, papers=papers), site)
    if isinstance(taken, Printing) and taken.is_on_phone:
        return taken, effects
    return _next(replace(state, papers=papers, is_on_phone=False, code=""), at, site)


# --- the slip of a refusal, and the end -------------------------------------------------------------------------------


def refused(state: Refused, event: Event, at: Stamp, site: Site) -> Stepped:
    """All reasons together; they are given on paper, once at a time."""
    match event:
        case SlipPressed() if site.is_usable("printer") and not is_printing(state.trip.sale):
            document = Document(f"slip:{state.trip.sale.id}", PaperKind.SLIP, site.language)
            sale, job = start(state.trip.sale, document, at)
            trip = replace(state.trip, sale=sale)
            return Refused(trip, job.id), (PrintTravelSlip(job, trip.booking, trip.blockers),)
        case PrintEnded() | EffectFailed(effect="PrintTravelSlip"):
            sale = printed(state.trip.sale, event)
            is_news = sale is not state.trip.sale
            return (replace(state, trip=replace(state.trip, sale=sale)) if is_news else state), ()
        case FinishPressed() | BackPressed() if not is_printing(state.trip.sale):
            return left(state.trip.sale), ()
        case PassRead() | CardRead() | DocumentRead() if not is_printing(state.trip.sale):
            return left(state.trip.sale), ()  # the shell begins anew with it
        case _:
            return state, ()


def _thanked(state: Printing, site: Site) -> Stepped:
    closes_s = site.slowed(CLOSE_S)
    is_printed = all(own.is_done for own in state.papers)
    return ThankYou(state.trip, closes_s, is_printed), (StartTimer(CLOSE_TIMER, closes_s),)


def thank_you(state: ThankYou, event: Event) -> Stepped:
    """End by touch, by time, or by the next traveller's document."""
    match event:
        case FinishPressed() | PassRead() | CardRead() | DocumentRead():
            return left(state.trip.sale), (StopTimer(CLOSE_TIMER),)
        case TimedOut(timer=timer) if timer == CLOSE_TIMER:
            return left(state.trip.sale), ()
        case _:
            return state, ()
