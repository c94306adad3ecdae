"""Where a checkout stands: one value per screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.blockers import Blocker
from kiosk.domain.sale import Sale
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.taxno.states import TaxNumber
from kiosk.flows.checkout.undoing.settling import Settling
from kiosk.flows.checkout.undoing.unwinding import Unwinding

UNDO_TIMER = "checkout.undo"


class Phase(StrEnum):
    """How far a payment has come, for the steps on the screen."""

    CONNECTING = "connecting"
    PRESENT = "present"
    PIN = "pin"
    BANK = "bank"
    FINISHING = "finishing"
    CANCELLING = "cancelling"


@dataclass(frozen=True, slots=True)
class Scanning:
    """The basket. `newest_n` is the line added last; `undo_n` the line that undo brings back."""

    sale: Sale
    newest_n: int | None = None
    undo_n: int | None = None
    notice: Blocker | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """The number below a barcode is typed. `problem`: why the last one was not taken; the typed text is the glass's."""

    sale: Sale
    problem: str = ""
    is_looking_up: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """Line `n` of the basket with where its price comes from."""

    sale: Sale
    n: int


@dataclass(frozen=True, slots=True)
class Membership:
    """What the card of a member brings to this basket, and the way to go on without it."""

    sale: Sale


@dataclass(frozen=True, slots=True)
class Keeping:
    """The basket is kept, and its code is shown; `job_id` is the print job of the code, None: none was asked for."""

    sale: Sale
    job_id: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeOffer:
    """A basket that a crash left, offered back before anybody may see what is in it."""

    sale: Sale


@dataclass(frozen=True, slots=True)
class Paying:
    """The terminal leads. `is_recovered`: a restart came between, so nothing is printed before somebody asks.

    `asks` are attempts of the watch list, with their references, that are asked about before this one may be sent;
    `takes_parts`: the terminal may approve less than it was asked for, and the rest is the next card's.
    """

    sale: Sale
    attempt_id: str
    phase: Phase = Phase.CONNECTING
    prompt: str = ""
    wants_back: bool = False
    notice: Blocker | None = None
    is_recovered: bool = False
    asks: tuple[tuple[str, str], ...] = ()
    takes_parts: bool = False


@dataclass(frozen=True, slots=True)
class PartPaid:
    """A part is confirmed, the rest is due: pay it, or have everything given back."""

    sale: Sale
    notice: Blocker | None = None


@dataclass(frozen=True, slots=True)
class GivingBack:
    """Money goes back, one payment after another. `goes_on`: the customer returns to the basket, else it is given up.

    `is_review`: it took too long or a person must decide; a slip is given, and the kiosk goes on behind the glass.
    """

    unwinding: Unwinding
    goes_on: bool
    since_utc_ms: int
    is_review: bool = False

    @property
    def sale(self) -> Sale:
        """The sale whose money goes back."""
        return self.unwinding.sale


@dataclass(frozen=True, slots=True)
class Returned:
    """All that had to go back is back. `about` is the newest reversal on its receipt; empty: no terminal booked any.

    `job_id` is the receipt's print job, None when there is none; `code` the link of the signed one, as in `Receipt`.
    """

    sale: Sale
    goes_on: bool
    about: str = ""
    job_id: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Declined:
    """The card was not charged; the basket is kept. `refusal` is a class of reasons, never the bank's detail."""

    sale: Sale
    refusal: str


@dataclass(frozen=True, slots=True)
class PaymentUnclear:
    """The terminal is being asked what happened. `is_review`: time is up, staff decides, a slip is given.

    `wants_back`: the customer asked to cancel before; an approval that is found then goes back.
    """

    inquiry: Inquiry
    since_utc_ms: int
    is_review: bool = False
    wants_back: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """Paid. The receipt as the customer wants it; `job_id` is the print job, None when none was asked for.

    `code` is the link of the signed receipt, for the customer's own phone; empty where the site has no page for it.
    """

    sale: Sale
    job_id: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class TakingBack:
    """A departures system takes paid services back, before money of them does; what it said stands in the sale.

    `problem` is why there is no answer yet, empty while it is asked; `why` and `by`: the reason code, and who did it.
    """

    sale: Sale
    since_utc_ms: int
    why: str
    by: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Refunding:
    """Money of a finished sale goes back with staff there. `attempt_id` is the refund under way, or the last one.

    `left_minor` is what other cards get back after it; `is_review`: a person has to see to it, the asking goes on.
    """

    unwinding: Unwinding
    since_utc_ms: int
    left_minor: int
    attempt_id: str
    is_review: bool = False

    @property
    def sale(self) -> Sale:
        """The sale whose money goes back."""
        return self.unwinding.sale


@dataclass(frozen=True, slots=True)
class Reprinting:
    """The receipt of a finished sale once more, as a copy, for staff; `job_id` is the print job."""

    sale: Sale
    job_id: str


@dataclass(frozen=True, slots=True)
class ThankYou:
    """Take your things; ends by itself after `closes_s` seconds."""

    sale: Sale
    closes_s: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Over; the glass goes back to the shell. `inquiry` lives on when a payment is still not decided."""

    sale: Sale
    inquiry: Settling | None = None


# the basket is open and in hand
Shopping: TypeAlias = (
    Scanning | Typing | TaxNumber | Explained | Membership | Enrolling | Choosing | Naming | Weighing | Extras
)
State: TypeAlias = (
    Shopping
    | Keeping
    | ResumeOffer
    | Paying
    | PartPaid
    | GivingBack
    | Returned
    | Declined
    | PaymentUnclear
    | Receipt
    | TakingBack
    | Refunding
    | Reprinting
    | ThankYou
    | Ended
)


def held(state: State) -> tuple[Sale, ...]:
    """Return the sale a state holds."""
    return (state.inquiry.sale,) if isinstance(state, PaymentUnclear) else (state.sale,)
