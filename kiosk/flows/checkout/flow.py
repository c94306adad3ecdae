"""The checkout reducer: goods into the basket, and which stage takes which event."""

from __future__ import annotations

from typing import assert_never

from kiosk.domain.blockers import (
    ITEM_NEEDS_WEIGHING,
)
from kiosk.domain.goods.sale_facts import NOTHING_MORE, SaleFacts
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.tax.rule import NO_TABLE
from kiosk.domain.text import text
from kiosk.flows.base import (
    Abandoned,
    BackPressed,
    CancelConfirmed,
    Effect,
    Entry,
    Event,
    Site,
)
from kiosk.flows.checkout import paying, receipt
from kiosk.flows.checkout.aside import keeping, leaving
from kiosk.flows.checkout.attended import changing, refunding, services
from kiosk.flows.checkout.attended.events import BlockerResolved, RefundBegun, ReprintBegun, SessionEnded
from kiosk.flows.checkout.bagging import watching
from kiosk.flows.checkout.benefits import bringing, membership
from kiosk.flows.checkout.benefits.events import CouponRead, MemberRead
from kiosk.flows.checkout.enrolling import asking as enrolling
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.events import (
    DiscardPressed,
    MakeCode,
    NotReleased,
    ResumePressed,
    Scanned,
)
from kiosk.flows.checkout.extras import offering
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.gifts import bringing as gifts
from kiosk.flows.checkout.gifts.events import GiftRead
from kiosk.flows.checkout.loose import choosing, weighing
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.shopping import explaining, scanning, typing
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
    Receipt,
    Refunding,
    Reprinting,
    ResumeOffer,
    Returned,
    Scanning,
    Shopping,
    State,
    TakingBack,
    ThankYou,
    Typing,
    held,
)
from kiosk.flows.checkout.taxno import asking
from kiosk.flows.checkout.taxno.states import TaxNumber
from kiosk.flows.checkout.undoing import returned, stages

Stepped = tuple[State, tuple[Effect, ...]]
ENTRY = Entry(
    flow="checkout",
    order=1,
    title=text("checkout.entry.title"),
    text=text("checkout.entry.text"),
    art="shopping",
    needs=("terminal",),
)


def begin(event: Event | None, at: Stamp, site: Site, session_id: str) -> Stepped | None:
    """Start a checkout from home (`event` None) or by a scan on the glass; None when the event starts no checkout."""
    begun = _begun(event, at, site, session_id)
    return None if begun is None else watching.followed(None, event, begun, site)


def _begun(event: Event | None, at: Stamp, site: Site, session_id: str) -> Stepped | None:
    facts = NOTHING_MORE if site.tax is NO_TABLE else SaleFacts(tax=site.tax.rule_at(at.utc_ms))
    sale = Sale(uuid7(at, 10), site.currency, session_id, at.utc_ms, facts=facts, offers=site.offers)
    match event:
        case None:
            return Scanning(sale), ()
        case Scanned(is_typed=False):
            begun = scanning.scanned(Scanning(sale), event, at, site)
            is_first = isinstance(begun[0], Scanning)  # the basket is shown first: then the scale
            return begun if is_first else scanning.noticed(Scanning(sale), ITEM_NEEDS_WEIGHING, at)
        case CouponRead(is_typed=False) | MemberRead(is_typed=False):
            return bringing.brought(Scanning(sale), event, at)
        case GiftRead(is_typed=False):
            return gifts.brought(Scanning(sale), event, at)
        case RefundBegun():
            return services.take_back(event, at, site) if event.sale.is_service else refunding.refund(event, at, site)
        case ReprintBegun():
            return refunding.reprint(event, at, site)
        case _:
            return None


def sales(state: State) -> tuple[Sale, ...]:
    """Return the sale a state holds, for the store."""
    return held(state)


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event. An event that a state does not take returns the same state and no effects."""
    if isinstance(state, Shopping) and watching.takes(event):
        return changing.still_told(watching.weighed(state, event, site))
    after, effects = gifts.settled(state, _stepped(state, event, at, site), at, site)
    after = offering.settled(after)
    if isinstance(state, Weighing) and not isinstance(after, Weighing):
        effects = (*effects, *weighing.LEAVING)
    stepped = after, (*effects, *bringing.settled(held(state)[-1], held(after)[-1]))
    return watching.followed(state, event, stepped, site)


def _stepped(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    if isinstance(event, CancelConfirmed):
        return leaving.cancelled(state, at, site)
    if isinstance(event, Abandoned):
        return leaving.abandoned(state, at, site)
    if isinstance(event, SessionEnded):
        return leaving.cancelled(state, at, site) if leaving.may_end(state) else (state, ())
    if isinstance(event, BlockerResolved | changing.Change):
        after, effects = changing.attended(state, event)
        return explaining.still_there(after), effects
    if gifts.is_about(event) and not isinstance(state, ThankYou):
        return gifts.brought(state, event, at)
    if bringing.is_about(event) and not isinstance(state, ThankYou):
        return bringing.brought(state, event, at)
    match state:
        case Scanning():
            return scanning.scanning(state, event, at, site)
        case Typing():
            return _typing(state, event, at, site)
        case Explained() | Membership() | Enrolling() | TaxNumber() | Extras() if isinstance(event, Scanned):
            return (state, ()) if event.is_typed else scanning.scanned(Scanning(state.sale), event, at, site)
        case Explained():
            return explaining.explaining(state, event)
        case TaxNumber():
            return asking.asking(state, event, at)
        case Membership():
            return membership.membership(state, event, at)
        case Enrolling():
            return enrolling.asking(state, event)
        case Extras():
            return _extras(state, event, at, site)
        case Choosing() | Naming() | Weighing():
            return _loose(state, event, at, site)
        case Keeping():
            return keeping.keeping(state, event, at, site)
        case ResumeOffer():
            return _offer(state, event)
        case Paying() if isinstance(event, NotReleased):
            return stages.not_released(state, event, at, site)
        case Paying():
            stepped = _with_code(paying.paying(state, event, at), at, site)
            return stepped if state.is_recovered else _printed_by_site(stepped, at, site)
        case PartPaid():
            return paying.partly(state, event, at, site)
        case GivingBack():
            return returned.arrived(stages.giving_back(state, event, at, site), at, site)
        case Returned():
            return returned.returned(state, event, at, site)
        case Declined():
            return paying.declined(state, event, at, site.watched)
        case PaymentUnclear():
            return paying.unclear(state, event, at, site.language)
        case Receipt():
            return receipt.receipt(state, event, at, site)
        case TakingBack():
            return services.taking_back(state, event, at, site)
        case Refunding():
            return refunding.refunding(state, event, at, site)
        case Reprinting():
            return refunding.reprinting(state, event)
        case ThankYou():
            return receipt.thank_you(state, event)
        case Ended():
            return state, ()
        case _:
            assert_never(state)


def _with_code(stepped: Stepped, at: Stamp, site: Site) -> Stepped:
    state, effects = stepped
    if isinstance(state, Receipt) and not site.is_lent:
        return state, (*effects, MakeCode(state.sale, site.language, at.utc_ms))
    return stepped


def _printed_by_site(stepped: Stepped, at: Stamp, site: Site) -> Stepped:
    state, effects = stepped
    if isinstance(state, Receipt) and not site.is_lent and site.receipt == "print" and site.is_usable("printer"):
        printing, print_effects = receipt.start_receipt(state, at, site.language)
        return printing, (*effects, *print_effects)
    return stepped


def _offer(state: ResumeOffer, event: Event) -> Stepped:
    match event:
        case ResumePressed():
            return bringing.asked_again(Scanning(state.sale))
        case DiscardPressed():
            return Ended(state.sale.to(SaleState.VOID)), ()
        case _:
            return state, ()


def _typing(state: Typing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take a typed number by the rules of `typing`; what is found goes into the basket as a scan does."""
    if isinstance(event, Scanned) and not typing.stays(state, event):
        return scanning.scanned(Scanning(state.sale), event, at, site)
    if (page := membership.opened(state, event)) is not None:
        return page, ()
    if (asked := asking.opened(state, event, site) or enrolling.opened(state, event, site)) is not None:
        return asked, ()
    return typing.typing(state, event)


def _extras(state: Extras, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take an event where bags and rounding up are offered; what is wanted is paid with the goods."""
    after, effects = offering.offering(state, event)
    if isinstance(after, Extras) and offering.is_over(after, event):
        return scanning.pay(Scanning(offering.chosen(after)), at, site)
    return after, effects


def _loose(state: Choosing | Naming | Weighing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take an event where loose goods are chosen and weighed; the basket takes them as it takes what is scanned."""
    if isinstance(event, Scanned):
        return (state, ()) if event.is_typed else scanning.scanned(Scanning(state.sale), event, at, site)
    match state:
        case Choosing():
            found, effects = choosing.choosing(state, event, at, site)
        case Naming():
            found, effects = choosing.naming(state, event, at, site)
        case Weighing() if isinstance(event, BackPressed) and not state.is_taring:
            return choosing.choose(state.sale, at, site) if state.is_chosen else (Scanning(state.sale), ())
        case Weighing():
            found, effects = weighing.weighing(state, event, site)
    if not isinstance(found, Scanned):
        return found, effects
    after, sounds = scanning.scanned(Scanning(state.sale), found, at, site)
    is_sold = isinstance(after, Scanning) and after.notice is None
    return after, (*sounds, *effects) if is_sold else sounds
