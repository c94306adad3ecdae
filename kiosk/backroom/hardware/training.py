"""Begins and ends training, and acts on simulated devices."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from kiosk.flows.training.events import (
    ActOnSimulator,
    ListActs,
    ListSimulators,
    SetTraining,
    TrainAct,
    TrainActsListed,
    TrainDevice,
    TrainDevicesListed,
    TrainingSet,
)
from kiosk.training import folder

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table

FILLED: Final = {"N": "1", "HH": "00", "HHHH": "0000", "T": "130 s", "P": "10 %"}
"""What stands for a placeholder of the fault language at a touch; 130 s is longer than any limit of a driver."""
SCANS: Final = ("9520001000010", "9520001000027", "9520001000034")
"""Goods of the demo: a training has no bench window to scan with."""
_WORD: Final = re.compile(r"\[?([A-Z]{1,4})\]?")
_UNANSWERED: Final = (OSError, TimeoutError, ValueError)


def table(inside: Inside) -> Table:
    """Return what performs the effects of training."""
    start = inside.tasks.start
    return {
        SetTraining: lambda effect: start(effect, effect.key, _set(inside, effect)),
        ListSimulators: lambda effect: start(effect, "", _list(inside)),
        ListActs: lambda effect: start(effect, "", _acts(inside, effect.part)),
        ActOnSimulator: lambda effect: start(effect, "", _act(inside, effect)),
    }


async def _set(inside: Inside, effect: SetTraining) -> None:
    if effect.is_on:
        await asyncio.to_thread(folder.begin, inside.database, inside.data_dir)
    else:
        await asyncio.to_thread(folder.end, inside.data_dir)
    inside.post(TrainingSet(effect.is_on, inside.far.restart()))


async def _list(inside: Inside) -> None:
    devices = []
    for part in inside.far.simulators.controls:
        state = await _asked(inside, part, {"do": "state"})
        if state.get("ok"):
            devices.append(TrainDevice(part, _texts(state.get("faults"))))
    inside.post(TrainDevicesListed(tuple(devices)))


async def _acts(inside: Inside, part: str, said: str = "", problem: str = "") -> None:
    known = await _asked(inside, part, {"do": "vocabulary"})
    state = await _asked(inside, part, {"do": "state"})
    faults = [
        TrainAct(touched(str(own.get("words", ""))), str(own.get("meaning", "")))
        for own in known.get("actions", ())
        if isinstance(own, Mapping)
    ]
    scans = [TrainAct(code, "scan", is_fault=False) for code in SCANS if part.partition("-")[0] == "scanner"]
    problem = problem or ("" if known.get("ok") else str(known.get("error", "")))
    inside.post(TrainActsListed(part, (*scans, *faults), _texts(state.get("faults")), said, problem))


async def _act(inside: Inside, effect: ActOnSimulator) -> None:
    if not effect.words:
        request: Mapping[str, Any] = {"do": "faults_clear"}
    elif effect.is_fault:
        request = {"do": "fault", "script": effect.words}
    else:
        request = {"do": "scan", "text": effect.words}
    reply = await _asked(inside, effect.part, request)
    is_done = bool(reply.get("ok"))
    await _acts(inside, effect.part, effect.words if is_done else "", "" if is_done else str(reply.get("error", "")))


async def _asked(inside: Inside, part: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
    """Ask a simulator; one that does not answer says so as a refusal."""
    address = inside.far.simulators.controls.get(part)
    if address is None:
        return {"ok": False, "error": f"no simulated {part}"}
    try:
        return await inside.far.simulators.ask(address, request)
    except _UNANSWERED as error:
        return {"ok": False, "error": str(error) or type(error).__name__}


def _texts(found: object) -> tuple[str, ...]:
    return tuple(str(one) for one in found) if isinstance(found, list | tuple) else ()


def touched(words: str) -> str:
    """Return a phrase of the fault language with values for its placeholders; optional ones are left out."""
    kept = []
    for word in words.split():
        name = _WORD.fullmatch(word)
        if name is None or name[1] not in FILLED:
            kept.append(word)
        elif not word.startswith("["):
            kept.append(FILLED[name[1]])
    return " ".join(kept)
