"""What is covered by a guest, and what the guest may know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.domain.blockers import Blocker
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.values import replace
from kiosk.flows.base import Action, Site
from kiosk.flows.guests import Customer
from kiosk.flows.registry import guests
from kiosk.flows.shell.calling import blockers_of
from kiosk.flows.shell.session import InFlow, Over, Session, name_of
from kiosk.flows.shell.views import view_of


def is_busy(session: Session) -> bool:
    """True while money or paper is under way at the glass: neither staff nor a test may come between."""
    held = session.sales
    if any(sale.state is SaleState.PAID or sale.state is SaleState.PAYING for sale in held):
        return True
    if any(job.state is PrintState.SENDING for sale in held for job in sale.jobs):
        return True
    return isinstance(session.screen, InFlow) and view_of(session.screen, session.site).timeout_s is None


def lifted(session: Session) -> Session:
    """Return the session as its customer left it, with no guest over it."""
    over = session.over
    if over is None:
        return session
    if not is_for_staff(over):
        return replace(session, over=None)
    return replace(session, over=None, site=replace(session.site, language=over.language), access=over.access)


def is_for_staff(over: Over) -> bool:
    """True for guests that lie over the customer for staff, help that staff read included."""
    bottom = over
    while bottom.under is not None:
        bottom = bottom.under
    return guests()[bottom.flow].ENTRY.is_for_staff


def site_on(session: Session) -> Site:
    """Return what the flow on the glass may show: a guest knows of the session that it covers."""
    return session.site if session.over is None else site_of(lifted(session), session.site)


def site_of(beneath: Session, site: Site) -> Site:
    """Return what a guest may know: the site, and the session that it covers."""
    told = Customer(
        beneath.screen_name, beneath.id, beneath.site.language, beneath.sales, tuple(_open(beneath)),
        is_busy(beneath), beneath.open_call, "" if beneath.over is None else name_of(beneath.shown),
        tuple(dict.fromkeys(_offers(beneath))), beneath.kept,
    )  # fmt: skip
    return site if site.customer == told else replace(site, customer=told)


def _offers(session: Session) -> Iterator[tuple[str, tuple[tuple[str, int | str], ...]]]:
    """Yield the events that the covered screen's own buttons send now."""
    if isinstance(session.screen, InFlow):
        view = view_of(session.screen, session.site)
        for part in (view.primary, view.secondary, view.back, view.parts):
            yield from _sent(part)


def _sent(part: object) -> Iterator[tuple[str, tuple[tuple[str, int | str], ...]]]:
    match part:
        case Action(event=event, args=args):
            if part.is_enabled and not part.is_busy:
                yield event, args
        case Mapping():
            if isinstance(name := part.get("event"), str):
                yield name, tuple(dict(part.get("args") or {}).items())
            for own in part.values():
                yield from _sent(own)
        case tuple():
            for own in part:
                yield from _sent(own)
        case _:
            return


def _open(session: Session) -> Iterator[Blocker]:
    state = session.screen.state if isinstance(session.screen, InFlow) else session.screen
    yield from dict.fromkeys(blockers_of(state))


def beneath_shown(session: Session) -> object:
    """Return the state of the screen beneath."""
    return session.screen.state if isinstance(session.screen, InFlow) else session.screen
