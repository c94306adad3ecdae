"""Who performs what, for all of the staff's pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from kiosk.backroom import configuring, days, helping, labelling, lanes, logs, looking, testing
from kiosk.backroom.hardware import fitting, tracing, training
from kiosk.backroom.persons import entrance, users
from kiosk.backroom.sales import last_sale, returns
from kiosk.effects.base import Perform
from kiosk.flows.base import Effect

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

Table: TypeAlias = Mapping[type[Effect], Perform]
AREAS: Final[tuple[Callable[[Inside], Table], ...]] = (
    last_sale.table,
    returns.table,
    entrance.table,
    users.table,
    helping.table,
    configuring.table,
    labelling.table,
    logs.table,
    looking.table,
    tracing.table,
    fitting.table,
    training.table,
    testing.table,
    days.table,
    lanes.table,
)


def table(inside: Inside) -> Table:
    """Return what performs the effects of every area. Raises ValueError when two claim one effect."""
    found: dict[type[Effect], Perform] = {}
    for area in AREAS:
        own = area(inside)
        if twice := found.keys() & own.keys():
            raise ValueError(f"performed twice: {', '.join(sorted(effect.__name__ for effect in twice))}")
        found.update(own)
    return found
