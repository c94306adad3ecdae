"""Finds the flows: a module of this package with an `ENTRY` is a flow, or a guest when its entry is a `Guest`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, cast, runtime_checkable

import kiosk.flows
from kiosk.domain.access.roles import Person
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Effect, Entry, Event, Site, View
from kiosk.flows.guests import Guest

FlowState = Any  # each flow's own union; the shell only carries it


class Flow(Protocol):
    """What a flow module exports."""

    ENTRY: Entry
    MOVES: Mapping[type[FlowState], frozenset[type[FlowState]]]
    SCREENS: tuple[type[FlowState], ...]
    RESUMES: tuple[type[FlowState], ...]  # where a restart may take the flow up again
    EXAMPLES: Mapping[str, FlowState]

    def begin(
        self, event: Event | None, at: Stamp, site: Site, session_id: str
    ) -> tuple[FlowState, tuple[Effect, ...]] | None:
        """Start from home (`event` None) or by an event on the glass; None when it starts nothing here."""
        ...

    def step(self, state: FlowState, event: Event, at: Stamp, site: Site) -> tuple[FlowState, tuple[Effect, ...]]:
        """Take one event."""
        ...

    def view(self, state: FlowState, site: Site) -> View:
        """Return what a state shows."""
        ...

    def sales(self, state: FlowState) -> tuple[Sale, ...]:
        """Return the sales a state holds, for the store."""
        ...


class GuestFlow(Protocol):
    """What the module of a guest exports: a flow that covers the customer's, see `kiosk.flows.guests`.

    `step` may return `Gone`, `Pass` or `Tell` instead of a state; where they may come from, MOVES tells by their types.
    """

    ENTRY: Guest
    MOVES: Mapping[type[FlowState], frozenset[type[FlowState]]]
    SCREENS: tuple[type[FlowState], ...]
    EXAMPLES: Mapping[str, FlowState]

    def enter(self, person: Person | None, at: Stamp, site: Site) -> tuple[FlowState, tuple[Effect, ...]]:
        """Begin with who is signed in; None: with nobody yet. `site.customer` tells what is covered."""
        ...

    def step(self, state: FlowState, event: Event, at: Stamp, site: Site) -> tuple[FlowState, tuple[Effect, ...]]:
        """Take one event."""
        ...

    def view(self, state: FlowState, site: Site) -> View:
        """Return what a state shows."""
        ...


@cache
def _found() -> Mapping[str, Any]:
    """Return the modules of flows and guests by name."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(kiosk.flows.__path__):
        if module.name in ("base", "diagram", "glass", "guests", "intents", "registry", "shell", "staffed"):
            continue
        flow = importlib.import_module(f"kiosk.flows.{module.name}")
        if hasattr(flow, "ENTRY"):
            found[module.name] = flow
    return dict(sorted(found.items(), key=lambda item: int(item[1].ENTRY.order)))


@cache
def flows() -> Mapping[str, Flow]:
    """Return all flows by name, in the order home offers them."""
    return {name: cast(Flow, flow) for name, flow in _found().items() if not isinstance(flow.ENTRY, Guest)}


@cache
def guests() -> Mapping[str, GuestFlow]:
    """Return all guests by name, in the order a menu offers them."""
    return {name: cast(GuestFlow, flow) for name, flow in _found().items() if isinstance(flow.ENTRY, Guest)}


def flow_of(name: str) -> Flow | GuestFlow:
    """Return a flow or a guest by its name; raises KeyError."""
    return flows()[name] if name in flows() else guests()[name]


def offered(site: Site) -> Mapping[str, Flow]:
    """Return the flows that this site offers, by name, in the order of home."""
    return {name: flow for name, flow in flows().items() if name in site.journeys}


@runtime_checkable
class Lender(Protocol):
    """What a flow module exports that lends the glass to a payment."""

    def settled(self, state: FlowState, sale: Sale, at: Stamp, site: Site) -> tuple[FlowState, tuple[Effect, ...]]:
        """Go on when the payment is over: `sale` is FULFILLED, or OPEN when nothing was paid."""
        ...


def lender(name: str) -> Lender:
    """Return a flow that lends the glass. Raises `TypeError` for one that cannot be told of the end of a payment."""
    flow: object = flows()[name]
    if not isinstance(flow, Lender):
        raise TypeError(f"{name} lends the glass and has no `settled`")
    return flow
