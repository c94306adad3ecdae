"""A whole kiosk of the airport: the session around the flow, readers, a card terminal, and a line that may be cut.

The readers, the release of what is paid and the departures system are the real ones; what is told is told at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from devices.api import DocumentLines
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Sale
from kiosk.domain.travel.asking import Miss, Missed, No, Refused
from kiosk.domain.travel.booking import Booking, CouponState
from kiosk.domain.travel.flight import Flight
from kiosk.effects.checkin.readers import Travellers
from kiosk.effects.checkin.travel import Release
from kiosk.flows.base import Effect, EffectFailed, Event, Site, View
from kiosk.flows.checkin.events import OfJob, PrintPass, PrintTag
from kiosk.flows.checkout.events import (
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    LastPaymentTold,
    PrintEnded,
    PrintPaper,
    ReleaseGoods,
    SendPayment,
    SendReversal,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
)
from kiosk.flows.shell import Session
from kiosk.flows.shell import step as shell_step
from kiosk.flows.shell.frame import frame
from kiosk.flows.shell.session import InFlow, Started
from kiosk.services.departures.limited import LimitedDepartures
from tests.unit.effects.rig import Rig
from tests.unit.flows.checkin.given import Traveller
from tests.virtual_time import run

TODAY: Final = date(2026, 9, 21)
SILENCES: Final[dict[str, object]] = {
    "find": Missed(Miss.SILENT),
    "seats": None,
    "prepare": Refused(No.SILENT),
    "complete": Refused(No.SILENT),
    "release": Refused(No.SILENT),
}
OVER: Final = (SaleState.VOID, SaleState.FULFILLED)


class Line:
    """The line to a departures system. `deaf`: calls that never arrive; `hoarse`: those whose answer is lost."""

    def __init__(self, departures: Any) -> None:
        self._departures = departures
        self.deaf: set[str] = set()
        self.hoarse: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._departures, name)
        if name not in SILENCES:
            return call

        async def asked(*args: object) -> object:
            if name in self.deaf:
                return SILENCES[name]
            answer = await call(*args)
            return SILENCES[name] if name in self.hoarse else answer

        return asked


class AtKiosk(Traveller):
    """A traveller before a whole kiosk, from its first picture on.

    `cards` are what the terminal does with one card after the other: `approved` (all after them, too), `declined`,
    `away`, or `lost`: its answer is, and `truth` what it tells when it is asked. `out` names the papers that came out,
    `screens` what was shown.
    """

    def __init__(self, *bookings: Booking, site: Site | None = None, flights: Iterable[Flight] = ()) -> None:
        super().__init__(*bookings, site=site, flights=flights)
        self.kept_there = self.departures
        self.line = Line(LimitedDepartures(self.departures, lambda: self.ms / 1000))
        self.departures = self.line  # type: ignore[assignment]  # the same calls
        self._told_later: list[Event] = []
        self.readers = Travellers(lambda event: self._told_later.append(event), lambda: TODAY)
        self.cards: list[str] = []
        self.truth: str = "approved"
        self.receipts = 11
        self.booked: dict[str, int] = {}
        self.out: list[str] = []
        self.screens: list[str] = []
        self.books: dict[str, Sale] = {}
        self.up()

    def up(self, *found: Sale) -> AtKiosk:
        """Start the kiosk, with what its store found."""
        self.session = Session(self.site, self.site.language)
        self.kept.clear()
        self.take(Started(found, self.stamp().utc_ms))
        return self

    def power_cut(self) -> AtKiosk:
        """Cut the power and start again. What a store keeps of the sales is there, and nothing else."""
        return self.up(*(sale for sale in self.books.values() if self._is_unfinished(sale)))

    @staticmethod
    def _is_unfinished(sale: Sale) -> bool:
        return sale.state not in OVER or any(own.state is PrintState.SENDING for own in sale.jobs)

    def _stepped(self, event: Event) -> tuple[Any, tuple[Effect, ...]]:
        self.session, effects = shell_step(self.session, event, self.stamp())
        self.books |= {sale.id: sale for sale in self.session.sales}
        screen = self.session.screen
        state = screen.state if isinstance(screen, InFlow) else screen
        if [type(state).__name__] != self.screens[-1:]:
            self.screens.append(type(state).__name__)
        return state, effects

    @property
    def shown(self) -> View:
        """What the glass shows."""
        return frame(self.session).view

    # --- the world around ---------------------------------------------------------------------------------------------

    def _answers(self, effect: Effect) -> tuple[Event, ...]:
        match effect:
            case ConnectTerminal(attempt_id=of) if self.cards and self.cards[0] == "away":
                self.cards.pop(0)
                return (TerminalNotReached(of, "away"),)
            case ConnectTerminal(attempt_id=of):
                return (TerminalConnected(of, "T1", self.receipts),)
            case SendPayment(attempt_id=of):
                return self._paid(of)
            case SendReversal(attempt_id=of):
                return (TerminalAnswered(of, self._result(of, "approved")), DialogueEnded(of, "completed", "back"))
            case AskLastPayment(attempt_id=of):
                return (LastPaymentTold(of, self._result(of, self.truth), is_idle=True),)
            case ReleaseGoods():
                return tuple(self._released(effect))
            case OfJob() | PrintPaper():
                return (self._printed(effect),)
            case _:
                return super()._answers(effect)

    def _paid(self, of: str) -> tuple[Event, ...]:
        card = self.cards.pop(0) if self.cards else "approved"
        if card == "lost":
            return (DialogueEnded(of, "unknown"),)  # what it was, the terminal tells when it is asked
        return (TerminalAnswered(of, self._result(of, card)), DialogueEnded(of, "completed", "text"))

    def _result(self, of: str, card: str) -> Result:
        attempt = next(own for sale in self.session.sales for own in sale.attempts if own.id == of)
        is_yes = card == "approved"
        if is_yes and of not in self.booked:
            self.booked[of] = self.receipts = self.receipts + 1
        refusal = "" if is_yes else "card"
        return Result(
            is_yes, attempt.amount, self.booked.get(of, self.receipts), "1", "A1", "T1", "Demo", "4471", "00", refusal
        )

    def _released(self, effect: ReleaseGoods) -> list[Event]:
        async def main() -> list[Event]:
            rig = Rig()
            Release(self.departures, rig.tasks).release(effect)
            return await rig.done()

        return run(main())

    def _printed(self, effect: OfJob | PrintPaper) -> Event:
        verdict = self.papers(effect.job)
        if verdict == "DONE":
            self.out.append(_named(effect))
        return PrintEnded(effect.job.id, verdict)

    # --- what a traveller does ----------------------------------------------------------------------------------------

    def scan(self, message: str) -> AtKiosk:
        """Hold a code to the scanner; as a reader sends it, with what kind of code it is in front."""
        event = self.readers.event_of(message.encode())
        assert event is not None, message
        self.take(event)
        return self

    def lay(self, *lines: str) -> AtKiosk:
        """Lay a document on the reader."""
        self.readers.document(DocumentLines(lines, 0.0))
        told, self._told_later = self._told_later, []
        self.take(*told)
        return self

    # --- what came of it ----------------------------------------------------------------------------------------------

    def checked_in(self) -> str:
        """Name who is checked in where, over all bookings: `p1/1 p2/1`."""
        kept = self.kept_there.bookings().values()
        coupons = [own for booking in kept for own in booking.coupons if own.state is CouponState.CHECKED_IN]
        return " ".join(f"{own.passenger_id}/{own.segment_n}" for own in coupons)

    def money(self) -> str:
        """Name the sales that asked for money, with what is confirmed of it: `FULFILLED 3500`."""
        asked = [sale for sale in self.books.values() if sale.attempts]
        return ", ".join(f"{sale.state.value} {sale.confirmed.minor}" for sale in asked)


def _named(effect: OfJob | PrintPaper) -> str:
    copy = f" copy {effect.job.copy_no}" if effect.job.copy_no > 1 else ""
    match effect:
        case PrintPass(passenger_id=person, segment_n=n):
            return f"pass {person}/{n}{copy}"
        case PrintTag(plate=plate, booking=booking):
            bag = next(own for own in booking.bags if own.plate == plate)
            return f"tag {bag.passenger_id}{copy}"
        case PrintPaper():
            return "receipt"
        case _:
            return "slip"


def failed(effect: type[Effect], key: str) -> EffectFailed:
    """Return the word of a performer that raised."""
    return EffectFailed(effect.__name__, key)


def without(site: Site, **changes: Any) -> Site:
    """Return a site with something else."""
    return replace(site, **changes)
