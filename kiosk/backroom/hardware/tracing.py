"""Shows what passes on the lines of the devices, records it, and plays a recording."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from kiosk.backroom.hardware.wires import Passed, Wires
from kiosk.flows.wire.events import (
    ListRecordings,
    ListWires,
    LookAtWire,
    PlayRecording,
    RecordWire,
    StopWire,
    WireFile,
    WireFilesListed,
    WireLine,
    WireOf,
    WirePlayed,
    WireSeen,
    WiresListed,
)

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table

MOST: Final = 200
LEAST_S: Final = 0.25  # between two pictures of a page: nobody reads faster
LONGEST_S: Final = 1.0
_LOOK_S: Final = 0.05


def table(inside: Inside) -> Table:
    """Return what performs the effects of the lines' pages."""
    tracing = Tracing(inside)
    start = inside.tasks.start
    return {
        ListWires: lambda _effect: inside.post(tracing.listed()),
        LookAtWire: lambda effect: start(effect, effect.key, tracing.looked(effect)),
        ListRecordings: lambda effect: inside.post(tracing.files(effect.part)),
        RecordWire: tracing.record,
        StopWire: tracing.stop,
        PlayRecording: lambda effect: start(effect, effect.key, tracing.played(effect.name)),
    }


class Tracing:
    """The taps, told in the words of the pages."""

    def __init__(self, inside: Inside) -> None:
        self._wires: Wires = inside.far.wires
        self._post = inside.post
        zone = ZoneInfo(inside.settings.site.timezone)
        self._when: Callable[[int], datetime] = lambda utc_ms: datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(
            zone
        )

    def listed(self) -> WiresListed:
        """Tell the parts that have a line."""
        wires = self._wires.of.items()
        return WiresListed(
            tuple(WireOf(part, wire.driver, wire.is_open, wire.count, wire.recording) for part, wire in wires)
        )

    async def looked(self, effect: LookAtWire) -> None:
        """Tell what passed, as soon as there is something."""
        wire = self._wires.of.get(effect.part)
        if wire is None:
            raise LookupError(f"no line of {effect.part}")
        if effect.after:
            await asyncio.sleep(LEAST_S)
        now = asyncio.get_running_loop().time
        until = now() + LONGEST_S
        while wire.count == effect.after and now() < until:
            await asyncio.sleep(_LOOK_S)
        lines = tuple(self._line(passed) for passed in reversed(wire.since(effect.after, MOST)))
        self._post(WireSeen(effect.look, lines, wire.count, wire.recording))

    def _line(self, passed: Passed) -> WireLine:
        at = f"{self._when(passed.utc_ms):%H:%M:%S.%f}"[:-3]
        return WireLine(passed.n, at, passed.kind, passed.text, passed.meaning)

    def files(self, part: str, problem: str = "") -> WireFilesListed:
        """Tell the recordings of a part."""
        wire = self._wires.of.get(part)
        found = tuple(
            WireFile(own.name, -(-own.size // 1000), f"{self._when(own.written_ms):%d-%m-%Y %H:%M}")
            for own in self._wires.files(part)
        )
        return WireFilesListed(
            part, found, wire.recording if wire else "", problem or (wire.problem if wire is not None else "")
        )

    def record(self, effect: RecordWire) -> None:
        """Begin a recording; why it could not is told on the page."""
        problem = ""
        try:
            self._wires.record(effect.part)
        except (OSError, KeyError) as error:
            problem = getattr(error, "strerror", None) or type(error).__name__
        self._post(self.files(effect.part, problem))

    def stop(self, effect: StopWire) -> None:
        """End a recording."""
        wire = self._wires.of.get(effect.part)
        if wire is not None:
            wire.stop()
        self._post(self.files(effect.part))

    async def played(self, name: str) -> None:
        """Play a recording. Raises `FileNotFoundError` for one that is not there any more."""
        result = await self._wires.play(self._wires.file(name))
        self._post(
            WirePlayed(name, str(result.outcome), result.line, result.lines, result.detail, tuple(result.states))
        )
