"""What must hold of staff: they come between no payment, stay only while they are there, and change by leave only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.access.roles import Permission, Rule
from kiosk.domain.moves import AttemptState, PrintState, SaleState, TenderState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.flows.base import SLOW_FACTOR, Event
from kiosk.flows.checkout.events import PrintEnded, Scanned
from kiosk.flows.day.events import SaleRead
from kiosk.flows.lane.events import LaneTold
from kiosk.flows.registry import flows
from kiosk.flows.shell import Frame, Session
from kiosk.flows.shell.session import InFlow, Over
from kiosk.flows.staffed import Permitted, SignedIn
from kiosk.people.audit import Audited, Deed
from tests.faults.simulate.outside.ledger import Booking
from tests.faults.simulate.rules import require
from tests.faults.simulate.staff.backroom import REGISTER
from tests.faults.simulate.staff.persons import of_staff

UNDER_WAY: Final = frozenset({SaleState.PAYING, SaleState.PAID})
WARNED_S: Final = 30.0  # how long the question stays whether anybody is there
WORKING_S: Final = 60  # how long a page may wait for the back room, which nobody is logged out from
LEEWAY_S: Final = 15.0  # the day looks every ten seconds
STANDS_ON: Final = (Permitted, SaleRead, PrintEnded, Scanned, LaneTold)  # events at which a sale beneath may change
LANE_ACTS: Final[Mapping[str, Permission]] = {
    "open": Permission.OPEN_LANE, "paused": Permission.PAUSE_LANE, "closed": Permission.CLOSE_LANE,
}  # fmt: skip


def is_in(session: Session | None) -> bool:
    """True while staff have the glass."""
    over: Over | None = session.over if session is not None else None
    while over is not None and over.under is not None:
        over = over.under
    return over is not None and of_staff(f"{over.flow}/")


def of_customer(session: Session | None) -> tuple[Sale, ...]:
    """Return the sales that the customer beneath holds; one that is settled by itself is none."""
    if session is None or not isinstance(session.screen, InFlow):
        return ()
    return flows()[session.screen.flow].sales(session.screen.state)


@dataclass(slots=True)
class StaffRules:
    """What a day has shown of staff so far."""

    rule: Rule
    shown: Session | None = None
    alive_s: float = 0.0
    timeout_s: int = 0
    signed_in: str = ""
    leaves: list[Permitted] = field(default_factory=list)  # of this start, and not recorded yet
    owed: list[Permitted] = field(default_factory=list)  # that changed a sale or the lane, and stand in no record yet
    changes: int = 0
    visits: int = 0

    def restarted(self) -> None:
        """Nobody is signed in, and what was not recorded stands in the journal as leave alone."""
        self.shown, self.signed_in = None, ""
        self.leaves.clear()
        self.owed.clear()

    def show(self, shown: Frame, session: Session, now_s: float) -> None:
        """Check a picture."""
        if is_in(session):
            held = of_customer(session)
            busy = [sale.state for sale in held if sale.state in UNDER_WAY]
            papers = [job.state for sale in held for job in sale.jobs if job.state is PrintState.SENDING]
            require(not busy and not papers, "staff: on the glass while money or paper is under way:", busy, papers)
            if not is_in(self.shown):
                self.visits, self.alive_s = self.visits + 1, now_s
            own_s = shown.view.timeout_s if shown.view.timeout_s is not None else WORKING_S
            self.timeout_s = own_s * (SLOW_FACTOR if session.access.is_slow else 1)
        elif is_in(self.shown):
            self.signed_in = ""
        self.shown = session

    def look(self, now_s: float) -> None:
        """Check that nobody stays logged in who is not there."""
        if is_in(self.shown):
            limit_s = self.timeout_s + WARNED_S + LEEWAY_S
            require(now_s - self.alive_s <= limit_s, "staff: still logged in after", now_s - self.alive_s, "s")

    # --- commits ----------------------------------------------------------------------------------------------------

    def kept(self, event: Event, before: Mapping[str, Sale], after: Sequence[Sale]) -> None:
        """Check what one event that is durable now made of sales."""
        changed = [own for own in after if own.id in before and _matter(own) != _matter(before[own.id])]
        theirs = {own.id for own in of_customer(self.shown) if own.state is SaleState.OPEN}  # no other changes by hand
        if is_in(self.shown) and any(own.id in theirs for own in changed):
            require(isinstance(event, STANDS_ON), "staff: a sale changed by", type(event).__name__)
        match event:
            case SignedIn(person_id=person_id):
                self.signed_in = person_id
            case Permitted():
                self._permitted(event, is_change=bool(changed))
            case Audited(what=Deed.ACTED):
                self._recorded(event)
            case _:
                return

    def lane(self, event: LaneTold) -> None:
        """Check what the lane became."""
        require(any(own.act == LANE_ACTS[event.state] for own in self.leaves), "staff: the lane without leave")

    def _permitted(self, event: Permitted, *, is_change: bool) -> None:
        act, person = Permission(event.act), REGISTER[event.person_id]
        require(person.may(act), "staff: leave for what no role of theirs lists:", act)
        require(event.person_id == self.signed_in, "staff: leave for somebody who is not signed in")
        if act in self.rule.two_persons:
            second = REGISTER.get(event.second_id)
            is_good = second is not None and second.id != person.id and second.may(act)
            require(is_good, "staff: two persons are wanted:", act, event.second_id)
        self.leaves.append(event)
        if is_change:
            self.changes += 1
            self.owed.append(event)

    def _recorded(self, event: Audited) -> None:
        own = next((one for one in self.leaves if (one.act, one.person_id) == (event.act, event.who)), None)
        require(own is not None, "staff: recorded, and nobody gave leave:", event.act)
        self.owed = [one for one in self.owed if (one.act, one.person_id) != (event.act, event.who)]

    # --- the end ----------------------------------------------------------------------------------------------------

    def audit(self, ledger: Sequence[Booking], sales: Mapping[str, Sale]) -> None:
        """Check records, and what the terminal gave back against what staff had refunded."""
        require(not self.owed, "staff: changed and never recorded:", *(own.act for own in self.owed))
        refunds = {own.ref: own for sale in sales.values() for own in sale.attempts if own.kind is AttemptKind.REFUND}
        for booking in ledger:
            own = refunds.get(booking.reference)
            is_on_watch = own is not None and own.watch and booking.is_very_late  # the end of the day asks again
            if own is not None and booking.is_approved and not (booking.is_undone or is_on_watch):
                good = (AttemptState.CONFIRMED, AttemptState.REVIEW)
                require(own.state in good, "I3 ghost: refunded, and we hold it", own.state)
                require(booking.minor <= own.amount.minor, "I1 doubled: more was refunded than was asked for")
        for sale in sales.values():
            back = sum(own.held.minor for own in refunds.values() if own in sale.attempts and _is_done(own.state))
            require(back <= sale.confirmed.minor, "I1 doubled: refunded", back, "of", sale.confirmed.minor)


def _is_done(state: AttemptState) -> bool:
    return state is AttemptState.CONFIRMED


def _matter(sale: Sale) -> tuple[object, ...]:
    tenders = tuple((own.id, own.state) for own in sale.tenders if own.state is not TenderState.VOID)
    return sale.lines, sale.removed, sale.state, tenders, len(sale.jobs), len(sale.attempts)
