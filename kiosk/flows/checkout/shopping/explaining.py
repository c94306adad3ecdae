"""Why a line costs what it costs: a page that is only read; the basket comes back as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kiosk.domain.basket import line_of
from kiosk.flows.base import BackPressed, Effect, Event
from kiosk.flows.checkout.states import Explained, Scanning, State

Stepped: TypeAlias = "tuple[Explained | Scanning, tuple[Effect, ...]]"


@dataclass(frozen=True, slots=True)
class ExplainPressed(Event):
    """The customer wants to know where the price of line `n` comes from."""

    n: int


def explain(state: Scanning, event: ExplainPressed) -> Explained | None:
    """Return the page of a line; None where the basket has no such line."""
    return None if line_of(state.sale, event.n) is None else Explained(state.sale, event.n)


def explaining(state: Explained, event: Event) -> Stepped:
    """Take one event while a price is explained."""
    return (Scanning(state.sale), ()) if isinstance(event, BackPressed) else (state, ())


def still_there(state: State) -> State:
    """Return to the basket when staff took out of it the line that is explained."""
    if isinstance(state, Explained) and line_of(state.sale, state.n) is None:
        return Scanning(state.sale)
    return state
