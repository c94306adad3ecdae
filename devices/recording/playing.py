"""Plays a recording to a new driver of its device and says how far it came. Nothing real is touched."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from devices.api import Health
from devices.loop import supervise
from devices.recording.replay import DeviceReplay, Divergence
from devices.recording.rules import masks_of
from devices.recording.script import HOST, device_of
from devices.registry import open_device
from devices.url import UrlError, parse

PACE = 10.0
WAITS_S = 12.0
"""The driver is not asked for what comes next when it has said nothing for so long: nothing asks as often as a poll."""
LIMIT_S = 300.0
_LOOK_S = 0.25


class Outcome(StrEnum):
    """How a recording ended when it was played."""

    WHOLE = "whole"
    DIVERGED = "diverged"
    WAITS = "waits"  # the driver was asked for something then (a print, a payment) that nobody asks for now
    LONG = "long"  # right so far, and longer than anybody waits: polls of a driver keep their own time
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of it: up to which line of the file, why not further, and the driver's conditions on the way."""

    outcome: Outcome
    line: int = 0
    lines: int = 0
    detail: str = ""
    states: Sequence[str] = ()


async def replayed(file: Path, *, pace: float = PACE, waits_s: float = WAITS_S, limit_s: float = LIMIT_S) -> Replayed:
    """Play a recording to its driver, `pace` times as fast."""
    try:
        text = device_of(file)
        if text is None:
            return Replayed(Outcome.UNREADABLE, detail=f"{file.name} names no device in its head")
        replay = DeviceReplay(file, masks_of(parse(text)), pace)
        device = open_device(text, open_port=replay.open_port)
    except (OSError, ValueError, UrlError) as error:
        return Replayed(Outcome.UNREADABLE, detail=str(error))
    heard: list[str] = []
    task = asyncio.ensure_future(supervise(device, lambda health: heard.append(_said(health))))
    try:
        ended = await _played(replay, waits_s, limit_s)
    finally:
        device.on_health(lambda _health: None)  # that it is closed now is no news
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    reached, lines = replay.at_line, replay.last_line
    try:
        await replay.finish()
    except Divergence as found:
        if ended is Outcome.WHOLE:
            return Replayed(Outcome.DIVERGED, reached, lines, str(found), tuple(heard))
    return Replayed(ended, reached, lines, "", tuple(heard))


async def _played(replay: DeviceReplay, waits_s: float, limit_s: float) -> Outcome:
    """Wait for the end, or until the driver says nothing of what the recording has next."""
    now = asyncio.get_running_loop().time
    began, reached, since = now(), -1, now()
    end = asyncio.ensure_future(replay.reached_the_end())
    try:
        while not end.done():
            await asyncio.wait({end}, timeout=_LOOK_S)
            if replay.at_line != reached or replay.at_kind != HOST:
                reached, since = replay.at_line, now()
            if not end.done() and now() - since > waits_s:
                return Outcome.WAITS
            if not end.done() and now() - began > limit_s:
                return Outcome.LONG
    finally:
        end.cancel()
    return Outcome.WHOLE


def _said(health: Health) -> str:
    return " ".join([health.state.value, *(reason.value for reason in health.reasons)])
