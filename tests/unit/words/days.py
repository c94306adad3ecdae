"""The pages of a day and of the lane in every state, and their papers: what asks for their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind
from kiosk.domain.settling.day import SchemeSum
from kiosk.domain.settling.figures import DayFigures
from kiosk.domain.settling.resolving import Outcome
from kiosk.flows import day, lane
from kiosk.flows.base import LANE, DeviceChanged, Site
from kiosk.flows.day.events import Reckoned
from kiosk.flows.day.states import Case, Closing, Copies, Figures, Reviews, Stage, State
from kiosk.flows.day.view import KNOWN_WHY
from kiosk.flows.guests import Customer
from kiosk.flows.lane.events import LaneState
from kiosk.flows.lane.flow import Lane, Setting
from kiosk.flows.shell.examples import SESSION, SITE
from kiosk.flows.shell.frame import frame
from kiosk.flows.shell.session import OutOfService
from kiosk.papers.day import day_paper

WHO = Person("sofia", frozenset({Role.SUPERVISOR}))
EMPTY = DayFigures("EUR", 1, 1, 0, 0)
NAMELESS = replace(EMPTY, schemes=(SchemeSum("", 1, 1, 0, 0),))
VERDICTS = ("DONE", "FAILED", "UNKNOWN")


def shown() -> Iterator[object]:
    """Yield every view and paper of a day and of the lane."""
    yield from (day.view(state, SITE) for state in _states())
    for number, terminal_minor, own in ((0, None, EMPTY), (7, None, NAMELESS), (7, 3, NAMELESS)):
        yield day_paper(own, ("shop", "kiosk"), number=number, terminal_minor=terminal_minor, person_id="sofia")
    for state in LaneState:
        for site in (_lane_at(state), replace(_lane_at(state), customer=Customer("checkout/Scanning", id="s"))):
            yield lane.view(Lane(WHO), site)
            yield from (lane.view(Setting(WHO, own, problem="failed"), site) for own in LaneState)
        if state is not LaneState.OPEN:
            yield frame(replace(SESSION, screen=OutOfService("LANE", LANE), site=_lane_at(state)))
    yield lane.view(Lane(WHO), _lane_at(LaneState.PAUSED, "14:30"))


def _lane_at(state: LaneState, *reasons: str) -> Site:
    told = DeviceChanged(LANE, state.value, state is LaneState.OPEN, reasons)
    return replace(SITE, devices={**SITE.devices, LANE: told})


def _states() -> Iterator[State]:
    reckoned = Reckoned(EMPTY, 3, "18:00", "19:00")
    for own in (reckoned, replace(reckoned, figures=NAMELESS), replace(reckoned, is_terminal_heard=True)):
        yield Figures(WHO, "key", own)
        yield from (Closing(WHO, "key", stage, own) for stage in Stage if stage is not Stage.CLOSED)
        yield from (Closing(WHO, "key", Stage.READY, own, why) for why in (*KNOWN_WHY, "other"))
    closed = next(own for own in day.EXAMPLES.values() if isinstance(own, Closing) and own.closed is not None)
    yield from (replace(closed, note=verdict) for verdict in VERDICTS)
    yield from (Figures(WHO, "key", is_out=is_out) for is_out in (True, False))
    for cases in (None, ()):
        yield from (Reviews(WHO, "key", cases, is_out=is_out) for is_out in (True, False))
        yield from (Copies(WHO, "key", cases, note=note) for note in (*VERDICTS, *KNOWN_WHY, "other"))
    yield from _cases()


def _cases() -> Iterator[Case]:
    case = next(own for own in day.EXAMPLES.values() if isinstance(own, Case))
    sale = case.sale
    assert sale is not None
    yield from (replace(case, chosen=own, decided=decided) for own in Outcome for decided in (None, sale))
    yield from (replace(case, problem=why) for why in (*KNOWN_WHY, "other"))
    yield from (replace(case, sale=None, key=key) for key in ("", "key"))
    told = replace(sale.attempts[0], receipt_text="the terminal's text")
    for state in AttemptState:
        yield replace(case, sale=sale.with_attempt(replace(told, state=state)))
    for kind in AttemptKind:
        yield replace(case, sale=sale.with_attempt(replace(told, kind=kind)))
    yield from (replace(case, sale=replace(sale, state=own)) for own in SaleState)
