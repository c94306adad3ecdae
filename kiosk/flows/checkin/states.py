"""Where a check-in stands: one value per screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.blockers import Blocker
from kiosk.domain.sale import Sale
from kiosk.domain.travel.asking import BagWish, ExtraWish, Fact, Facts, Order, SeatWish
from kiosk.domain.travel.asking import Refused as OrderRefused
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.documents import Doubt, TravelDocument
from kiosk.domain.travel.needs import Judgement
from kiosk.flows.checkout.states import Ended

NOTHING_KNOWN = Facts()
NOTHING_TYPED = TravelDocument(is_typed=True)


class Goods(StrEnum):
    """The answer to the question about dangerous goods. It is never preselected.

    PACKED: the traveller has some, was told what may go where, and says it is packed so.
    """

    UNANSWERED = ""
    NONE = "none"
    SOME = "some"
    PACKED = "packed"

    @property
    def is_settled(self) -> bool:
        """True when it lets the passes be printed."""
        return self in (Goods.NONE, Goods.PACKED)


@dataclass(frozen=True, slots=True)
class Trip:
    """What was found and what the traveller wants of it.

    `sale` names the order that is next; `past` are sales of orders that came to nothing, VOID. `passenger_id`: whose
    document was shown, empty when only the booking is known. `chosen`: who is to travel now, as passenger ids. `seats`,
    `bags`: wishes that differ from the booking. `proofs`, `details`: documents shown and details typed now, as in
    `Order`. `goods` with when it was answered. `blockers`: all that stands in the way, worst first. `extras` were
    chosen; `declines_extras`: they were offered once, and none is wanted. `approved`: what staff settled here, as code
    and id of the subject.
    """

    sale: Sale
    booking: Booking
    passenger_id: str = ""
    chosen: tuple[str, ...] = ()
    seats: tuple[SeatWish, ...] = ()
    bags: tuple[BagWish, ...] = ()
    goods: Goods = Goods.UNANSWERED
    goods_utc_ms: int = 0
    blockers: tuple[Blocker, ...] = ()
    proofs: tuple[tuple[str, str, str], ...] = ()
    past: tuple[Sale, ...] = ()
    details: tuple[tuple[str, str, str], ...] = ()
    extras: tuple[ExtraWish, ...] = ()
    declines_extras: bool = False
    approved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identify:
    """Every reader is armed. `problem`: why the last document or code did not help, as a key of words.

    `facts`: what is being looked up by `lookup`, None while nothing is; `document` is what they were read from.
    """

    sale: Sale
    problem: str = ""
    facts: Facts | None = None
    lookup: str = ""
    document: TravelDocument | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """A booking code or ticket number, then a surname, is typed; the typed text is the glass's.

    `lookup` is being asked for, empty while nothing is.
    """

    sale: Sale
    facts: Facts = NOTHING_KNOWN
    asks: Fact = Fact.REFERENCE
    is_ticket: bool = False
    problem: str = ""
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class OneMore:
    """More than one booking fits, or a pass was cut off: one more fact is asked, and nothing of them is told."""

    sale: Sale
    facts: Facts
    asks: Fact
    problem: str = ""
    lookup: str = ""
    document: TravelDocument | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be finished here. All reasons together, the worst first; `job_id`: the slip that was asked for."""

    trip: Trip
    job_id: str | None = None


@dataclass(frozen=True, slots=True)
class Passengers:
    """Who of the booking travels now; all preselected who may."""

    trip: Trip


@dataclass(frozen=True, slots=True)
class Documents:
    """A travel document is asked of a passenger. `problem` as in `Identify`.

    `doubt`: the doubtful character that is asked of the customer; `readings`: the document by each of its letters.
    `document` is what was read, with what is wrong with it in `judgement`: shown, and taken by going on. `findings`:
    the same as blockers, as far as they do not stand in the way already.
    """

    trip: Trip
    passenger_id: str
    problem: str = ""
    doubt: Doubt | None = None
    readings: tuple[TravelDocument, ...] = ()
    document: TravelDocument | None = None
    judgement: Judgement | None = None
    findings: tuple[Blocker, ...] = ()


class Detail(StrEnum):
    """What is typed by hand: of a document that no reader takes, or what a country asks beyond it."""

    NUMBER = "number"
    EXPIRY = "expiry"
    COUNTRY = "country"
    ADDRESS = "address"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Details:
    """One detail of a passenger is typed. `document`: what was typed of it before. `problem` as in `Typing`."""

    trip: Trip
    passenger_id: str
    asks: Detail
    document: TravelDocument = NOTHING_TYPED
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything on one page, with the question about dangerous goods; then print. `notice`: what went wrong last."""

    trip: Trip
    notice: Blocker | None = None


@dataclass(frozen=True, slots=True)
class Seats:
    """The seat map of a segment for one passenger. `taken` as the departures system told it; None while it is asked.

    `zone` is the part of the cabin that is shown, empty: the one of the passenger's seat. `chosen` is not yet kept.
    """

    trip: Trip
    passenger_id: str
    segment_n: int
    taken: tuple[str, ...] | None = None
    zone: str = ""
    chosen: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Bags:
    """How many bags each passenger checks in. `weighing` is under way for the bag of `weighs_for`, empty: none.

    `problem`: why the last bag was not taken, as a key of words; `weight_g` what it weighed.
    """

    trip: Trip
    weighs_for: str = ""
    weighing: str = ""
    weight_g: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Extras:
    """What may be bought beyond the ticket. `before` was chosen when the page was opened: Back returns to it."""

    trip: Trip
    before: tuple[ExtraWish, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodsAdvice:
    """The traveller carries something dangerous: what may go where, and a person."""

    trip: Trip


@dataclass(frozen=True, slots=True)
class Completing:
    """The departures system is asked to keep the order of `trip.sale`, then to carry it out.

    `is_carried_out`: it was told to, because nothing is due, or by the payment. `is_silent`: the money is confirmed and
    nobody answers; it is asked again. `plates` are the bag numbers there were before. `refused`: why not; the booking
    as it is now is then asked for by `lookup`.
    """

    trip: Trip
    order: Order
    plates: tuple[str, ...] = ()
    is_carried_out: bool = False
    is_silent: bool = False
    refused: OrderRefused | None = None
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to come out: whose, for which segment (0: a slip), of which kind; `job_id` once it is under way.

    `plate`: the licence plate of a bag tag; `is_renewed`: it is another one than before. `is_done`: the printer said
    so, or (`is_on_phone`) the customer took it there instead.
    """

    kind: str
    passenger_id: str
    segment_n: int = 0
    plate: str = ""
    job_id: str | None = None
    is_done: bool = False
    is_on_phone: bool = False
    is_renewed: bool = False


@dataclass(frozen=True, slots=True)
class Printing:
    """Papers come out one after another; what is not proven is never called printed.

    `is_on_phone`: by `code`, one after another. `renewing`: the bag number whose successor is waited for.
    """

    trip: Trip
    papers: tuple[Paper, ...]
    is_on_phone: bool = False
    code: str = ""
    renewing: str = ""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Whoever is checked in already: print again, another seat, one more bag, or not travelling after all."""

    trip: Trip
    problem: str = ""
    asks_to_cancel: bool = False
    notice: Blocker | None = None


@dataclass(frozen=True, slots=True)
class ThankYou:
    """Take your things; gate, time, way. Ends by itself after `closes_s` seconds.

    `is_printed`: every paper came out by the printer's word; else the pass is on the phone, or at the desk.
    """

    trip: Trip
    closes_s: int
    is_printed: bool = True


State: TypeAlias = (
    Identify
    | Typing
    | OneMore
    | Refused
    | Passengers
    | Documents
    | Details
    | Summary
    | Seats
    | Bags
    | Extras
    | GoodsAdvice
    | Completing
    | Printing
    | CheckedIn
    | ThankYou
    | Ended
)


def held(state: State) -> tuple[Sale, ...]:
    """Return the sales a state holds, for the store: that of its next order, and those that came to nothing."""
    if isinstance(state, Identify | Typing | OneMore | Ended):
        return (state.sale,)
    return (*state.trip.past, state.trip.sale)
