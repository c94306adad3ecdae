"""The session as one value, and the events and sheets of the shell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from kiosk.domain.aside.keeping import Kept
from kiosk.domain.calls import Call
from kiosk.domain.hours import Opening
from kiosk.domain.moves import SaleState, TenderState
from kiosk.domain.pricing.book import NO_OFFERS, Book
from kiosk.domain.private import NOT_KEPT
from kiosk.domain.sale import Sale
from kiosk.flows.base import PLAIN, Access, Event, Site
from kiosk.flows.checkout.undoing.settling import Settling
from kiosk.flows.registry import FlowState, flows
from kiosk.flows.staffed import AskPermit


@dataclass(frozen=True, slots=True)
class Started(Event):
    """The kiosk is up; `sales` are those the store found unfinished, `seen_utc_ms` is the time of its last event.

    `language` (empty: the site's) and `access` are what the customer of a session that was cut off had chosen; `call`
    is the call for a person that was open then, `waited_s` how long the last ones waited until somebody accepted.
    """

    sales: tuple[Sale, ...] = ()
    seen_utc_ms: int = 0
    language: str = ""
    access: Access = PLAIN
    call: Call | None = None
    waited_s: tuple[int, ...] = ()
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class OpeningTold(Event):
    """The clock says that people have come, will go soon, or have gone."""

    is_activity: ClassVar[bool] = False
    opening: Opening


@dataclass(frozen=True, slots=True)
class OffersTold(Event):
    """Other promotions hold from now on; a sale that is open keeps its own. `edition` is that of their file."""

    is_activity: ClassVar[bool] = False
    edition: str
    book: Book = field(default=NO_OFFERS, repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class StartPressed(Event):
    """Somebody touched the start."""


@dataclass(frozen=True, slots=True)
class FlowChosen(Event):
    """A tile of home was touched."""

    flow: str


@dataclass(frozen=True, slots=True)
class ServiceLost(Event):
    """The kiosk cannot serve: `code` is a registered blocker; `detail` is for technicians."""

    code: str
    detail: str = ""
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class ScreenFailed(Event):
    """A screen or a callback of the glass raised: half a picture may stand there."""

    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Starting:
    """The first picture."""


@dataclass(frozen=True, slots=True)
class Attract:
    """Nobody is there; every reader is armed."""


@dataclass(frozen=True, slots=True)
class Language:
    """The choice of a language."""


@dataclass(frozen=True, slots=True)
class Home:
    """The choice of what to do."""


@dataclass(frozen=True, slots=True)
class OutOfService:
    """What does not work, what does, and where a person is.

    `waits_for` is the role of a required device that is away: with it the kiosk comes back. Empty: nothing leads back.
    """

    code: str
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class InFlow:
    """A flow owns the glass."""

    flow: str
    state: FlowState


Screen: TypeAlias = Starting | Attract | Language | Home | OutOfService | InFlow


def name_of(screen: Screen) -> str:
    """Return flow and state of a screen, which name its QML file."""
    if isinstance(screen, InFlow):
        return f"{screen.flow}/{type(screen.state).__name__}"
    return f"shell/{type(screen).__name__}"


@dataclass(frozen=True, slots=True)
class Over:
    """A guest that has the glass over the screen; `language` and `access` are the customer's, and come back to them.

    `under` is the guest it covers in turn; `asked` what it asked leave for last.
    """

    flow: str
    state: FlowState
    language: str
    access: Access
    under: Over | None = None
    asked: AskPermit | None = None


@dataclass(frozen=True, slots=True)
class StillThere:
    """The question whether somebody is still there, with seconds that one touch extends."""

    seconds: int


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Where a person is, and what has become of a call."""


@dataclass(frozen=True, slots=True)
class LanguageSheet:
    """All languages, over any screen."""


@dataclass(frozen=True, slots=True)
class AccessSheet:
    """How the glass looks and moves, over any screen."""


@dataclass(frozen=True, slots=True)
class GuidanceSheet:
    """How the kiosk speaks, over any screen."""


@dataclass(frozen=True, slots=True)
class CancelSheet:
    """The question whether to stop and give up the basket."""


Sheet: TypeAlias = StillThere | PersonSheet | LanguageSheet | AccessSheet | GuidanceSheet | CancelSheet


@dataclass(frozen=True, slots=True)
class Session:
    """Who owns the glass. `id` is empty while nobody is there.

    `inquiry` is a payment that is being asked about, or given back, behind the glass; `unsettled` are sales that wait
    for their turn at it. `watched` are sales with a payment that ended unheard, until the terminal told more of it.
    `lender` is the flow that lent the glass to the payment of its sale.
    `closed` are sales that left the session by the last event; the store writes them in that event's transaction.
    `kept` are baskets whose customers may come back for them.
    `call` is the call for a person, which stands beside screen and session; `call_note`: what it has come to is shown
    over the screen just now; `waited_s` are seconds until the last calls were accepted.
    `over` is the guest that has the glass over the screen; `is_staff_asked`: staff want it, and wait until neither
    money nor paper is under way.
    """

    site: Site
    home_language: str
    id: str = ""
    screen: Screen = Starting()
    sheet: Sheet | None = None
    access: Access = PLAIN
    inquiry: Settling | None = None
    unsettled: tuple[Sale, ...] = ()
    watched: tuple[Sale, ...] = ()
    closed: tuple[Sale, ...] = ()
    kept: tuple[Kept, ...] = ()
    lender: InFlow | None = None
    call: Call | None = None
    call_note: bool = False
    waited_s: tuple[int, ...] = ()
    over: Over | None = None
    is_staff_asked: bool = False

    @property
    def shown(self) -> Screen:
        """What is on the glass: the guest, or else the screen."""
        return self.screen if self.over is None else InFlow(self.over.flow, self.over.state)

    @property
    def screen_name(self) -> str:
        """The name of the screen, a guest over it aside: `checkout/Scanning`, `shell/Home`."""
        return name_of(self.screen)

    @property
    def open_call(self) -> Call | None:
        """The call that its customer waits for; None as well while the boards are being told of its end."""
        return self.call if self.call is not None and self.call.is_open else None

    @property
    def is_part_paid(self) -> bool:
        """True while the customer at the glass has paid some of a sale, or is given it back."""
        if not isinstance(self.screen, InFlow):
            return False
        held = flows()[self.screen.flow].sales(self.screen.state)
        between = (TenderState.CONFIRMED, TenderState.REVERSING)
        return any(
            sale.state is SaleState.PAYING and any(own.state in between for own in sale.tenders) for sale in held
        )

    @property
    def sales(self) -> tuple[Sale, ...]:
        """All sales this session holds."""
        held: tuple[Sale, ...] = ()
        if isinstance(self.screen, InFlow):
            held = flows()[self.screen.flow].sales(self.screen.state)
        if self.inquiry is None and not self.unsettled and not self.closed and not self.kept:
            return held  # as nearly always: nothing else to tell them from
        behind = (self.inquiry.sale,) if self.inquiry is not None else ()
        kept = (own.sale for own in self.kept)
        known = {sale.id: sale for sale in (*kept, *self.unsettled, *self.closed, *behind, *held)}
        return tuple(known.values())
