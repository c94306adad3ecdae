"""Flows that have the glass over the customer's for a while: help, and what staff do here.

A guest covers the customer's screen and does not end it. Timers, devices and answers still reach the flow beneath; what
is pressed reaches the guest. `kiosk.flows.shell.over.covering` lays it over and takes it away again.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.aside.keeping import Kept
from kiosk.domain.blockers import Blocker
from kiosk.domain.calls import Call
from kiosk.domain.sale import Sale
from kiosk.domain.text import Text
from kiosk.flows.base import Event


@dataclass(frozen=True, slots=True)
class Guest:
    """How a guest is offered, as `ENTRY` of its module; its screens are `screens/<flow>/<State>.qml`.

    `may`: any one of these opens it; empty: no menu offers it. `is_for_staff` False: it belongs to the customer, keeps
    the customer's language and look, and goes by itself when the screen beneath becomes another. `needs_nobody`: it is
    offered only while no customer's session is open beneath.
    """

    flow: str
    order: int
    title: Text
    text: Text
    icon: str
    may: tuple[Permission, ...] = ()
    is_for_staff: bool = True
    needs_nobody: bool = False


@dataclass(frozen=True, slots=True)
class Customer:
    """What a guest may know of the session beneath; `Site.customer` while a guest has the glass.

    `screen` names what is covered (`checkout/Scanning`). `is_busy`: money or paper is under way there. `id` is empty
    while nobody's session is open. `language` and `blockers` are the customer's. `page` is the staff page that help is
    opened over, told as it is entered; `offers` are the events that the covered screen's own buttons send now.
    `kept` are the baskets that wait behind the glass.
    """

    screen: str
    id: str = ""
    language: str = ""
    sales: tuple[Sale, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    is_busy: bool = False
    call: Call | None = None
    page: str = ""
    offers: tuple[tuple[str, tuple[tuple[str, int | str], ...]], ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """Instead of a state: the guest gives the glass back to whom it covered."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Instead of a state: another guest has the glass, with the same person. `staff` is the menu."""

    flow: str
    person: Person | None


@dataclass(frozen=True, slots=True)
class Tell:
    """Instead of a state: the session beneath is told `event`, as if no guest were there; the guest goes on.

    `state` None: the guest gives the glass back first. What the session makes of it is in `Site.customer` next time.
    """

    event: Event
    state: object | None = None


@dataclass(frozen=True, slots=True)
class GoneWith:
    """Instead of a state: the guest gives the glass back, and the guest it covered is told `event`."""

    event: Event
