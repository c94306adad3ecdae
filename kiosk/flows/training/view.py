"""What the pages of training show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.staff.parts import named
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.training.events import TrainAct, TrainDevice
from kiosk.flows.training.flow import Faults, Offer, Restarting, Simulators, State

BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
Row = Mapping[str, Viewable]


def view(state: State, _site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Offer():
            return _offer(state)
        case Simulators():
            return _simulators(state)
        case Faults():
            return _faults(state)
        case Restarting():
            return _restarting(state)


def _fact(name: str, value: Text, kind: str = "plain") -> Row:
    return {"name": text(name), "value": value, "kind": kind}


def _offer(state: Offer) -> View:
    begin = Action(text("training.begin"), "TrainBeginPressed", icon="flask-conical", is_busy=bool(state.ask_id))
    facts = (
        _fact("training.offer.mark", text("demo.training")),
        _fact("training.offer.sales", text("training.offer.kept")),
        _fact("training.offer.people", text("training.offer.same")),
    )
    said = text(f"training.not.{state.why}") if state.why else text("training.offer.text")
    return View(title=text("training.title"), instruction=said, primary=begin, back=BACK, parts={"facts": facts})


def _simulators(state: Simulators) -> View:
    end = Action(text("training.end"), "TrainEndPressed", icon="log-out", is_busy=bool(state.ask_id))
    said = text(f"training.not.{state.why}") if state.why else text("training.simulators.text")
    empty = text("training.simulators.none" if state.devices is not None else "training.looking")
    rows = tuple(_device(device) for device in state.devices or ())
    return View(
        title=text("training.title"), instruction=said, primary=end, back=BACK, parts={"rows": rows, "empty": empty}
    )


def _device(device: TrainDevice) -> Row:
    return {
        "icon": "flask-conical",
        "title": named(device.part),
        "text": ", ".join(device.faults) or None,
        "value": text("training.device.faulty" if device.faults else "training.device.plain"),
        "kind": "warning" if device.faults else "good",
        "event": "TrainPartChosen",
        "args": {"part": device.part},
    }


def _faults(state: Faults) -> View:
    clear = Action(text("training.clear"), "TrainClearPressed", icon="refresh-cw", is_enabled=bool(state.faults))
    empty = text("training.faults.none" if state.acts is not None else "training.looking")
    rows = tuple(_act(act, n) for n, act in enumerate(state.acts or ()))
    parts: dict[str, Viewable] = {"rows": rows, "empty": empty}
    if state.faults:
        parts["lead"] = text("training.device.armed", faults=", ".join(state.faults))
    return View(
        title=text("training.faults.title", part=named(state.part)),
        instruction=_said(state),
        primary=clear,
        back=BACK,
        parts=parts,
    )


def _said(state: Faults) -> Text:
    if state.problem:
        return text("training.faults.refused", why=state.problem)
    return text("training.faults.done", words=state.said) if state.said else text("training.faults.text")


def _act(act: TrainAct, n: int) -> Row:
    return {
        "icon": "triangle-alert" if act.is_fault else "pointer",
        "title": act.words,
        "text": act.meaning,
        "value": None,
        "kind": "plain",
        "event": "TrainActChosen",
        "args": {"n": n},
    }


def _restarting(state: Restarting) -> View:
    said = text("training.restarting.begin" if state.is_on else "training.restarting.end")
    return View(
        title=text("training.restarting.title"),
        instruction=text("training.restarting.alone") if state.is_alone else said,
        back=BACK if state.is_alone else None,
        parts={"facts": (), "note": said},
    )
