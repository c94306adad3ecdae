"""What the lane's pages show, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from kiosk.domain.text import Text, text
from kiosk.flows.base import LANE, Action, Site, View, Viewable
from kiosk.flows.lane.events import LaneState
from kiosk.flows.lane.flow import (
    MINUTES,
    REASONS,
    Forcing,
    Lane,
    Setting,
    State,
    is_served,
    may_become,
    may_force,
    state_of,
)

BACK = Action(text("action.back"), "BackPressed", icon="arrow-left")
ICONS = {LaneState.OPEN: "door-open", LaneState.PAUSED: "pause", LaneState.CLOSED: "lock"}
IDLE_S = 120
KNOWN_WHY = frozenset({"withdrawn", "not-permitted", "failed"})


def view(state: State, site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Lane():
            return _lane(state, site)
        case Setting():
            return _setting(state, site)
        case Forcing():
            return _forcing()
        case _:
            assert_never(state)


def _now(site: Site) -> Text:
    """Say what the lane is, and that somebody finishes first."""
    now = state_of(site)
    known = site.devices.get(LANE)
    if now is LaneState.PAUSED and known is not None and known.reasons:
        said = text("lane.now.paused_until", time=known.reasons[0])
    else:
        said = text(f"lane.now.{now}")
    return (
        text("lane.now.and", now=said, more=text("lane.finishing"))
        if now is not LaneState.OPEN and is_served(site)
        else said
    )


def _lane(state: Lane, site: Site) -> View:
    rows: tuple[Mapping[str, Viewable], ...] = tuple(
        {
            "icon": ICONS[own], "title": text(f"lane.do.{own}"), "text": text(f"lane.do.{own}.text"), "kind": "plain",
            "event": "LaneChosen", "args": {"state": own.value},
        }
        for own in may_become(state.person, site)
    )  # fmt: skip
    return View(text("lane.entry.title"), _now(site), back=BACK, parts={"rows": rows}, timeout_s=IDLE_S)


def _setting(state: Setting, site: Site) -> View:
    is_open = bool(state.ask_id)
    facts: list[Viewable] = [{"name": text("lane.is"), "value": text(f"lane.now.{state_of(site)}"), "kind": "plain"}]
    if is_served(site) and state.state is not LaneState.OPEN:
        value = text(f"lane.reason.{state.reason}") if state.reason else text("lane.finishes")
        facts.append({"name": text("lane.customer"), "value": value, "kind": "warning" if state.reason else "plain"})
    minutes = MINUTES if state.state is LaneState.PAUSED and not is_open else ()
    choices: tuple[Mapping[str, Viewable], ...] = tuple(
        {
            "name": text("lane.back_in", minutes=own) if own else text("lane.back_unknown"),
            "event": "BackInChosen", "args": {"minutes": own}, "is_chosen": own == state.minutes,
        }
        for own in minutes
    )  # fmt: skip
    force = Action(text("lane.force"), "ForcePressed", icon="log-out")
    return View(
        text(f"lane.do.{state.state}"),
        text(f"lane.do.{state.state}.text"),
        primary=Action(text(f"lane.do.{state.state}"), "LaneSet", icon=ICONS[state.state], is_busy=is_open),
        secondary=force if may_force(state, site) and not is_open else None,
        back=None if is_open else BACK,
        parts={"facts": tuple(facts), "choices": choices, "note": _problem(state.problem)},
        timeout_s=IDLE_S,
    )


def _problem(why: str) -> Text | None:
    if not why:
        return None
    return text(f"day.why.{why}") if why in KNOWN_WHY else text("day.why.other", why=why)


def _forcing() -> View:
    choices: tuple[Mapping[str, Viewable], ...] = tuple(
        {"name": text(f"lane.reason.{own}"), "event": "ForceChosen", "args": {"reason": own}, "is_chosen": False}
        for own in REASONS
    )
    parts: dict[str, Viewable] = {"facts": (), "choices": choices, "note": text("lane.force.note")}
    return View(text("lane.force"), text("lane.force.text"), back=BACK, parts=parts, timeout_s=IDLE_S)
