"""The glass lent to a payment: a flow asks for money, the checkout takes it, and the flow goes on."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, Effect, ForPayment, Site
from kiosk.flows.checkin.events import LetGo
from kiosk.flows.checkout.paying import pay
from kiosk.flows.checkout.states import Ended, Receipt, Scanning
from kiosk.flows.registry import FlowState, flows, lender
from kiosk.flows.shell import settle
from kiosk.flows.shell.session import InFlow, Session

PAYMENT = "checkout"


@dataclass(frozen=True, slots=True)
class Passed:
    """Which flow owns the glass after a step, in which state, and what is to be done besides."""

    session: Session
    flow: str
    state: FlowState
    effects: tuple[Effect, ...] = ()


def site_for(session: Session) -> Site:
    """Return what the flow on the glass may know of site and session now."""
    site, watched = session.site, settle.asks(session)
    known = (session.access.is_slow, watched, session.lender is not None)
    if known == (site.is_slow, site.watched, site.is_lent):
        return site
    return replace(site, is_slow=known[0], watched=watched, is_lent=known[2])


def passed_on(session: Session, flow: str, state: FlowState, at: Stamp, site: Site) -> Passed:
    """Pass the glass on: to the payment a flow asks for, or back to that flow when the payment is over."""
    if isinstance(state, ForPayment):
        return _lent(session, flow, state, at, site)
    if session.lender is None:
        return _nobody_asked(session, flow, state)
    if isinstance(state, Scanning | Receipt):
        return _handed_back(session, session.lender, state.sale, at, site)
    if isinstance(state, Ended):
        return _left(session, session.lender, state, at, site)
    return Passed(session, flow, state)


def is_of_nobody(session: Session, state: FlowState) -> bool:
    """True when a service is back unpaid and the flow that sold it is gone: a restart forgets who lent the glass."""
    return session.lender is None and isinstance(state, Scanning) and state.sale.is_service


def _nobody_asked(session: Session, flow: str, state: FlowState) -> Passed:
    if not is_of_nobody(session, state):
        return Passed(session, flow, state)
    return Passed(session, flow, Ended(state.sale.to(SaleState.VOID)), (LetGo(state.sale.id),))


def _lent(session: Session, flow: str, asked: ForPayment, at: Stamp, site: Site) -> Passed:
    lent = InFlow(flow, asked.state)
    if site.is_terminal_asked or not site.is_usable("terminal"):
        return _handed_back(session, lent, asked.sale, at, site)
    state, effects = pay(asked.sale, at, watched=site.watched)
    return Passed(replace(session, lender=lent), PAYMENT, state, effects)


def _handed_back(session: Session, lent: InFlow, sale: Sale, at: Stamp, site: Site) -> Passed:
    state, effects = lender(lent.flow).settled(lent.state, sale, at, replace(site, is_lent=False))
    session = replace(session, lender=None)
    if sale.state is not SaleState.OPEN:
        return Passed(session, lent.flow, state, effects)
    gone = sale.to(SaleState.VOID)  # a payment of it that ended unheard is asked about before the next one
    session, begun = settle.left(replace(session, closed=(*session.closed, gone)), gone, at)
    return Passed(session, lent.flow, state, (*effects, *begun))


def _left(session: Session, lent: InFlow, ended: Ended, at: Stamp, site: Site) -> Passed:
    """The customer left from the payment: the flow lets go of what it holds, and its own end is not needed."""
    _, effects = flows()[lent.flow].step(lent.state, Abandoned(), at, replace(site, is_lent=False))
    return Passed(replace(session, lender=None), PAYMENT, ended, effects)
