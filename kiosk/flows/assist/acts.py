"""One act of staff at a lane as a value: what is changed, to what, why, and what it becomes once it is permitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.aside.keeping import Kept, in_time, of_sale
from kiosk.domain.basket import line_of
from kiosk.domain.blockers import Blocker
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.staff.attending import CannotChange
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.blockers import CKIN_NEEDS_STAFF
from kiosk.flows.base import Event, Site
from kiosk.flows.checkin.aside import seen
from kiosk.flows.checkout.attended.changing import Change, changed, may_resolve
from kiosk.flows.checkout.attended.events import (
    BasketBroughtBack,
    BlockerResolved,
    Discounted,
    LineVoided,
    PriceSet,
    QuantitySet,
    RefundBegun,
    ReprintBegun,
    SessionEnded,
)
from kiosk.flows.checkout.attended.refunding import is_in_reach, refundable_of
from kiosk.flows.guests import Customer
from kiosk.flows.staffed import Record


class Deed(StrEnum):
    """What staff can do at a lane."""

    VOID = "void"
    QUANTITY = "quantity"
    PRICE = "price"
    AMOUNT_OFF = "amount_off"
    PERCENT_OFF = "percent_off"
    RESOLVE = "resolve"
    END = "end"
    REPRINT = "reprint"
    REFUND = "refund"
    BRING_BACK = "bring_back"


_P = Permission
WANTS: Final[Mapping[Deed, Permission]] = {
    Deed.VOID: _P.VOID_LINE,
    Deed.QUANTITY: _P.CHANGE_QUANTITY,
    Deed.PRICE: _P.CHANGE_PRICE,
    Deed.AMOUNT_OFF: _P.DISCOUNT,
    Deed.PERCENT_OFF: _P.DISCOUNT,
    Deed.RESOLVE: _P.RESOLVE_BLOCKER,
    Deed.END: _P.END_SESSION,
    Deed.REPRINT: _P.REPRINT,
    Deed.REFUND: _P.REFUND_LAST_SALE,
    Deed.BRING_BACK: _P.BRING_BACK,
}
REASONS: Final[Mapping[Deed, tuple[str, ...]]] = {
    Deed.VOID: ("not_wanted", "wrong_item", "damaged", "scanned_twice"),
    Deed.QUANTITY: ("counted", "not_wanted"),
    Deed.PRICE: ("shelf", "damaged", "short_date", "promised"),
    Deed.AMOUNT_OFF: ("damaged", "short_date", "promised", "goodwill"),
    Deed.PERCENT_OFF: ("damaged", "short_date", "promised", "goodwill"),
    Deed.END: ("asked", "left", "misuse"),
    Deed.REPRINT: ("asked", "not_printed"),
    Deed.REFUND: ("returned", "damaged", "wrong_price", "not_received"),
    Deed.BRING_BACK: ("code_lost", "came_back"),
}
OF_A_LINE: Final = (Deed.VOID, Deed.QUANTITY, Deed.PRICE, Deed.AMOUNT_OFF, Deed.PERCENT_OFF)
TYPED: Final = (Deed.QUANTITY, Deed.PRICE, Deed.AMOUNT_OFF, Deed.PERCENT_OFF)
# of a checkout, where goods are taken
BASKETS: Final = (
    "Scanning", "Typing", "TaxNumber", "Explained", "Membership", "Enrolling", "Choosing", "Naming", "Weighing",
    "Extras",
)  # fmt: skip
CHANGEABLE: Final = tuple(f"checkout/{own}" for own in BASKETS)
ENDS: Final = (*CHANGEABLE, "checkout/ResumeOffer", "checkout/Declined")
RESOLVABLE: Final = ("checkout/Scanning", "checkout/PartPaid")
DOCUMENTED: Final = tuple(f"checkin/{own}" for own in ("Passengers", "Documents", "Summary", "CheckedIn", "Refused"))
SERVED: Final = ("checkin/Passengers", "checkin/Refused")  # before anything is asked of who needs a service
STAYS: Final = ("Completing", "Printing", "ThankYou", "Refused")  # of check-in: something is under way, or over


@dataclass(frozen=True, slots=True)
class Wish:
    """One act before it is permitted. `n` 0: the whole basket; `value` in pieces, minor units, or whole percent.

    `version` is that of the basket that was seen; `blocker_id` with its `code` of what is resolved, `why` then the way.
    `pieces` of lines come back for a refund; none: all that is left.
    """

    deed: Deed
    n: int = 0
    value: int = 0
    version: int = 0
    blocker_id: str = ""
    code: str = ""
    sale: Sale | None = None
    why: str = ""
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def act(self) -> Permission:
        """The permission it wants."""
        return WANTS[self.deed]


# --- what is there ----------------------------------------------------------------------------------------------------


def basket_of(customer: Customer | None) -> Sale | None:
    """Return the basket that may be changed now; None while there is none, or money is under way."""
    if customer is None or customer.screen not in CHANGEABLE:
        return None
    return next((sale for sale in reversed(customer.sales) if sale.state is SaleState.OPEN), None)


def version_of(customer: Customer) -> int:
    """Return the version of what the customer has."""
    return customer.sales[-1].version if customer.sales else 0


def ways_of(customer: Customer, blocker: Blocker) -> tuple[str, ...]:
    """Return how staff on this glass may resolve a blocker of the customer; nothing: they may not, here and now."""
    if customer.screen in RESOLVABLE:
        return tuple(way for way in blocker.kind.ways if may_resolve(blocker, way))
    if customer.screen in (SERVED if blocker.code == CKIN_NEEDS_STAFF else DOCUMENTED) and not customer.is_busy:
        return tuple(way for way in blocker.kind.ways if seen.may_resolve(blocker, way, customer.blockers))
    return ()


def resolvable(customer: Customer) -> tuple[Blocker, ...]:
    """Return the blockers that staff on this glass may resolve."""
    return tuple(own for own in customer.blockers if ways_of(customer, own))


def may_end(customer: Customer) -> bool:
    """True when the customer's session may be ended: nothing is paid, and neither money nor paper is under way."""
    flow, _, screen = customer.screen.partition("/")
    if not customer.id or customer.is_busy:
        return False
    if flow == "checkin":
        return screen not in STAYS
    return customer.screen in ENDS and not any(sale.confirmed.minor for sale in customer.sales)


def has_kept(customer: Customer) -> bool:
    """True while baskets wait behind a glass that is nobody's."""
    return customer.screen == "shell/Attract" and bool(customer.kept)


def kept_for(customer: Customer | None, at: Stamp) -> tuple[Kept, ...]:
    """Return the kept baskets that may be opened now, the newest first; none while somebody has the glass."""
    if customer is None or not has_kept(customer):
        return ()
    return in_time(customer.kept, at.utc_ms)[::-1]


def is_in_time(wish: Wish, customer: Customer | None, at: Stamp) -> bool:
    """False for a kept basket that is gone, by its code or by its time; True for all that has no time."""
    if wish.deed is not Deed.BRING_BACK or wish.sale is None:
        return True
    return of_sale(kept_for(customer, at), wish.sale.id, wish.sale.version, at.utc_ms) is not None


# --- what it becomes --------------------------------------------------------------------------------------------------


def told(wish: Wish, by: str, site: Site) -> Event:
    """Return what the customer's flow is told. Raises `CannotChange` for what cannot be done now, STALE among it."""
    customer = site.customer
    if customer is None:
        raise CannotChange("STALE")
    match wish.deed:
        case Deed.REFUND | Deed.REPRINT:
            return _of_last_sale(wish, by, site)
        case Deed.BRING_BACK if wish.sale is not None:
            return BasketBroughtBack(wish.sale.id, wish.sale.version, wish.why, by)
        case Deed.END:
            if not may_end(customer):
                raise CannotChange("BUSY")
            return SessionEnded(wish.why, by)
        case Deed.RESOLVE:
            own = next((one for one in customer.blockers if one.id == wish.blocker_id), None)
            if own is None or wish.why not in ways_of(customer, own) or version_of(customer) != wish.version:
                raise CannotChange("STALE")
            return BlockerResolved(wish.version, wish.blocker_id, wish.why, by)
        case _:
            return _change(wish, by, customer)


def _of_last_sale(wish: Wish, by: str, site: Site) -> Event:
    if wish.sale is None or site.customer is None or site.customer.screen != "shell/Attract":
        raise CannotChange("BUSY")
    if "checkout" not in site.journeys and not wish.sale.is_service:
        raise CannotChange("ELSEWHERE")
    if wish.deed is Deed.REPRINT:
        if not site.is_usable("printer"):
            raise CannotChange("PRINTER")
        return ReprintBegun(wish.sale, by)
    if not 0 < wish.value <= refundable_of(wish.sale).minor:
        raise CannotChange("AMOUNT")
    if not is_in_reach(wish.sale, wish.value, site):
        raise CannotChange("TERMINAL")
    return RefundBegun(wish.sale, wish.value, wish.why, by, wish.pieces)


def _change(wish: Wish, by: str, customer: Customer) -> Change:
    sale = basket_of(customer)
    if sale is None:
        raise CannotChange("BUSY")
    event = change_of(wish, by)
    changed(sale, event)
    return event


def change_of(wish: Wish, by: str) -> Change:
    """Return a change of the basket as its event."""
    v, n, why = wish.version, wish.n, wish.why
    match wish.deed:
        case Deed.VOID:
            return LineVoided(v, n, why, by)
        case Deed.QUANTITY:
            return QuantitySet(v, n, wish.value, why, by)
        case Deed.PRICE:
            return PriceSet(v, n, wish.value, why, by)
        case Deed.AMOUNT_OFF:
            return Discounted(v, n, wish.value, 0, why, by)
        case Deed.PERCENT_OFF:
            return Discounted(v, n, 0, wish.value * 100, why, by)
        case _:
            raise TypeError(f"{wish.deed} changes no basket")


def recorded(wish: Wish, person: Person, second_id: str, customer: Customer | None) -> Record:
    """Return what the audit log keeps: to what, why, and what it was before and after."""
    subject, before, after = _traces(wish, person, customer)
    return Record(wish.act, person, subject, f"{wish.deed}:{wish.why}", before, after, second_id)


def _traces(wish: Wish, person: Person, customer: Customer | None) -> tuple[str, str, str]:
    match wish.deed:
        case Deed.REFUND | Deed.REPRINT if wish.sale is not None:
            what = Money(wish.value, wish.sale.currency) if wish.deed is Deed.REFUND else None
            return wish.sale.id, _amount(wish.sale.total), _amount(what) if what is not None else "copy"
        case Deed.BRING_BACK if wish.sale is not None:
            return wish.sale.id, wish.sale.state, SaleState.OPEN
        case Deed.RESOLVE:
            return wish.blocker_id, wish.code, wish.why
        case Deed.END:
            return (
                (customer.id if customer is not None else ""),
                (customer.screen if customer is not None else ""),
                "ended",
            )
    sale = basket_of(customer)
    if sale is None:
        return "", "", ""
    return f"{sale.id}/{wish.n}", _state_of(sale, wish.n), _state_of(changed(sale, change_of(wish, person.id)), wish.n)


def _state_of(sale: Sale, n: int) -> str:
    """Write a line, or a basket, in values alone: `2 x 199 - 50 = 348 EUR`."""
    if not n:
        return _amount(sale.total)
    line = line_of(sale, n)
    if line is None:
        return "out"
    count = f"{line.qty}" if line.weight_g is None else f"{line.weight_g} g"
    return f"{count} x {line.unit.minor} - {line.discount_minor} = {_amount(line.total)}"


def _amount(money: Money) -> str:
    return f"{money.minor} {money.currency}"
