"""The view of the flow on the glass, made once for each state and not once for each who asks.

An event asks for the view of the state before it and of the one after it: for time-outs, for what may be cancelled, and
for the picture. Views are pure, so what two states gave last is kept; `forget` lets go of it with its customer.
"""

from __future__ import annotations

from kiosk.flows.base import Site, View
from kiosk.flows.registry import FlowState, flow_of
from kiosk.flows.shell.session import InFlow

_Made = tuple[FlowState, Site, View]


class _Last:
    """The last two views that were made, the newer one first."""

    def __init__(self) -> None:
        self.made: tuple[_Made, ...] = ()


_LAST = _Last()


def view_of(screen: InFlow, site: Site) -> View:
    """Return what a flow shows; the same object for the same state and site."""
    made = _LAST.made
    for state, of, view in made:
        if state is screen.state and of is site:
            return view
    view = flow_of(screen.flow).view(screen.state, site)
    _LAST.made = ((screen.state, site, view), *made[:1])
    return view


def forget() -> None:
    """Keep nothing: no flow is on the glass any more."""
    _LAST.made = ()
