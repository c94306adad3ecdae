"""What the pages of the lines show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.staff.parts import named
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.wire.events import BOTH, DEVICE, HOST, IN, LINE, WAYS, WireFile, WireLine, WireOf, WirePlayed
from kiosk.flows.wire.flow import BUSY, REFUSED, Devices, Recording, Replayed, State, Trace

BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
_KINDS: Final = {"whole": "good", "diverged": "bad", "waits": "warning", "long": "warning", "unreadable": "bad"}
_PLAYING_S: Final = 600  # polls of a driver keep their own time: who waits for them is not away
_CONDITIONS: Final = 6  # the last of a driver's conditions that are shown


def view(state: State, _site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Devices():
            return _devices(state)
        case Trace():
            return _trace(state)
        case Recording():
            return _recording(state)
        case Replayed():
            return _replayed(state)


def _devices(state: Devices) -> View:
    rows = tuple(_wire(wire) for wire in state.wires or ())
    empty = text("wire.devices.none") if state.wires is not None else text("wire.waiting")
    return View(
        title=text("wire.title"),
        instruction=text("wire.devices.text"),
        back=BACK,
        parts={"rows": rows, "empty": empty},
    )


def _wire(wire: WireOf) -> Mapping[str, Viewable]:
    kind = "busy" if wire.recording else "good" if wire.is_open else "off"
    word = "recording" if wire.recording else "open" if wire.is_open else "closed"
    return {
        "icon": "activity",
        "title": named(wire.part),
        "text": text("wire.device.text", driver=wire.driver, count=str(wire.count)),
        "value": text(f"wire.device.{word}"),
        "kind": kind,
        "event": "WireChosen",
        "args": {"part": wire.part},
    }


def _trace(state: Trace) -> View:
    shown = (line for line in state.lines if state.way == BOTH or line.kind == (DEVICE if state.way == IN else HOST))
    pause = Action(text("wire.trace.on"), "WirePaused", icon="play") if state.is_paused else Action(
        text("wire.trace.pause"), "WirePaused", icon="pause"
    )  # fmt: skip
    return View(
        title=text("wire.trace.title", part=named(state.part)),
        instruction=text("wire.trace.still" if state.is_paused else "wire.trace.text"),
        primary=Action(text("wire.recordings"), "WireFilesPressed", icon="circle-dot"),
        secondary=pause,
        back=BACK,
        parts={
            "lines": tuple(_line(line) for line in shown),
            "filters": tuple(_filter(way, state.way) for way in WAYS),
            "empty": text("wire.trace.none"),
        },
    )


def _line(line: WireLine) -> Mapping[str, Viewable]:
    said: Text | str = text(f"wire.line.{line.text}") if line.kind == LINE else line.text
    kind = "warning" if line.text == "lost" and line.kind == LINE else "off" if line.kind == LINE else "plain"
    if line.meaning:
        said = f"{line.text}  ({line.meaning})"
    return {"mark": f"{line.at} {line.kind}", "text": said, "kind": kind}


def _filter(way: str, chosen: str) -> Mapping[str, Viewable]:
    name = text(f"wire.way.{way}")
    return {"name": name, "is_chosen": way == chosen, "event": "WireWayChosen", "args": {"way": way}}


def _recording(state: Recording) -> View:
    if state.recording:
        primary = Action(text("wire.stop"), "WireStopPressed", icon="circle-x")
    else:
        primary = Action(text("wire.record"), "WireRecordPressed", icon="circle-dot", is_busy=bool(state.ask_id))
    return View(
        title=text("wire.recording.title", part=named(state.part)),
        instruction=_said(state),
        primary=primary,
        back=BACK,
        parts={"rows": tuple(_file(file, state.recording) for file in state.files), "empty": text("wire.files.none")},
    )


def _said(state: Recording) -> Text:
    if state.problem in (BUSY, REFUSED):
        return text(f"wire.recording.{state.problem}")
    if state.problem:
        return text("wire.recording.failed", why=state.problem)
    return text("wire.recording.running" if state.recording else "wire.recording.text")


def _file(file: WireFile, recording: str) -> Mapping[str, Viewable]:
    is_now = file.name == recording
    row: dict[str, Viewable] = {
        "icon": "circle-dot" if is_now else "file-text",
        "title": file.name,
        "text": file.at,
        "value": text("wire.device.recording") if is_now else text("wire.file.size", size=str(file.size_kb)),
        "kind": "busy" if is_now else "plain",
    }
    return row if is_now else {**row, "event": "WirePlayPressed", "args": {"name": file.name}}


def _replayed(state: Replayed) -> View:
    result = state.result
    if result is None:
        return View(
            title=text("wire.replayed.title"),
            instruction=text("wire.replayed.running"),
            back=BACK,
            parts={"facts": _about(state)},
            timeout_s=_PLAYING_S,
        )
    return View(
        title=text("wire.replayed.title"),
        instruction=text(f"wire.replayed.{result.outcome}"),
        back=BACK,
        parts={"facts": (*_about(state), *_facts(result)), "note": text("wire.replayed.note")},
    )


def _about(state: Replayed) -> tuple[Mapping[str, Viewable], ...]:
    part: Mapping[str, Viewable] = {"name": text("wire.fact.part"), "value": named(state.part), "kind": "plain"}
    return (part, {"name": text("wire.fact.file"), "value": state.name, "kind": "plain"})


def _facts(result: WirePlayed) -> tuple[Mapping[str, Viewable], ...]:
    kind = _KINDS.get(result.outcome, "plain")
    facts: list[Mapping[str, Viewable]] = []
    if result.lines:
        at = text("wire.fact.line.of", line=str(result.line), lines=str(result.lines))
        facts.append({"name": text("wire.fact.line"), "value": at, "kind": kind})
    if result.detail:
        facts.append({"name": text("wire.fact.why"), "value": result.detail, "kind": kind})
    if result.conditions:
        told = ", ".join(result.conditions[-_CONDITIONS:])
        facts.append({"name": text("wire.fact.told"), "value": told, "kind": "plain"})
    return tuple(facts)
