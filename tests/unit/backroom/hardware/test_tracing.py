"""The taps, told in the words of the pages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from devices.recording.playing import replayed
from devices.recording.tap import Taps
from devices.transport import Port, memory_pipe
from devices.url import parse
from kiosk.backroom.far import Far
from kiosk.backroom.hardware.tracing import table
from kiosk.backroom.hardware.wires import Wires
from kiosk.flows.base import Effect, Event
from kiosk.flows.wire.events import (
    ListRecordings,
    ListWires,
    LookAtWire,
    PlayRecording,
    RecordWire,
    StopWire,
    WireFilesListed,
    WirePlayed,
    WireSeen,
    WiresListed,
)
from tests.virtual_time import run

URL = "linescan+serial:///dev/x?prefix=aim"


class Kiosk:
    """What the area of the lines reaches of a kiosk, with one scanner on a pipe."""

    def __init__(self, folder: Path) -> None:
        self.taps = taps = Taps(folder / "wire")
        self.far = Far(wires=Wires(taps.of, taps.record, taps.files, taps.file, replayed))
        self.settings = SimpleNamespace(site=SimpleNamespace(timezone="Europe/Amsterdam"))
        self.told: list[Event] = []
        self.failed: list[str] = []
        self.post = self.told.append
        self.tasks = SimpleNamespace(start=self.start)
        self._work: list[asyncio.Task[Any]] = []
        self._open = taps.open_port("scanner", parse(URL), self._opened)

    async def _opened(self, _url: object) -> Port:
        host, self.device = memory_pipe()
        return host

    def start(self, _effect: Effect, key: str, work: Any) -> None:
        async def done() -> None:
            try:
                await work
            except (LookupError, OSError):
                self.failed.append(key)

        self._work.append(asyncio.ensure_future(done()))

    async def do(self, effect: Effect) -> Event | None:
        self.told.clear()
        table(self)[type(effect)](effect)  # type: ignore[arg-type]  # stands in for the running kiosk
        await asyncio.gather(*self._work)
        return self.told[-1] if self.told else None

    async def opened(self) -> Port:
        return await self._open(parse(URL))


def at(folder: Path, script: Callable[[Kiosk], Awaitable[None]]) -> None:
    async def main() -> None:
        kiosk = Kiosk(folder)
        await script(kiosk)
        kiosk.taps.close()

    run(main())


def test_a_look_waits_for_news_and_not_for_ever(tmp_path: Path) -> None:
    async def script(kiosk: Kiosk) -> None:
        port = await kiosk.opened()
        first = await kiosk.do(LookAtWire("l", "scanner"))
        assert isinstance(first, WireSeen)
        assert [(line.kind, line.text) for line in first.lines] == [("!", "opened")]
        now = asyncio.get_running_loop().time
        began = now()
        nothing = await kiosk.do(LookAtWire("l", "scanner", first.last))
        assert nothing == WireSeen("l", (), first.last, "")
        assert now() - began >= 1, "a page that asks again at once would never rest"
        await kiosk.device.write(b"]E09520001000010\r")
        await port.read(100)
        seen = await kiosk.do(LookAtWire("l", "scanner", first.last))
        assert isinstance(seen, WireSeen)
        assert [(line.kind, line.text) for line in seen.lines] == [("<", '"]E09520001000010" 0D')]
        port.close()

    at(tmp_path, script)


def test_a_line_is_recorded_listed_stopped_and_played(tmp_path: Path) -> None:
    async def script(kiosk: Kiosk) -> None:
        begun = await kiosk.do(RecordWire("scanner"))
        assert isinstance(begun, WireFilesListed)
        assert [file.name for file in begun.files] == [begun.recording]
        port = await kiosk.opened()
        await kiosk.device.write(b"]E09520001000010\r")
        await port.read(100)
        listed = await kiosk.do(ListWires())
        assert isinstance(listed, WiresListed)
        assert [(wire.part, wire.is_open, wire.recording) for wire in listed.wires] == [
            ("scanner", True, begun.recording)
        ]
        stopped = await kiosk.do(StopWire("scanner"))
        assert isinstance(stopped, WireFilesListed)
        assert stopped.recording == ""
        played = await kiosk.do(PlayRecording(begun.recording))
        assert isinstance(played, WirePlayed)
        assert played.outcome == "whole"
        port.close()

    at(tmp_path, script)


def test_what_is_not_there_is_said_and_ends_nothing(tmp_path: Path) -> None:
    async def script(kiosk: Kiosk) -> None:
        assert await kiosk.do(LookAtWire("l", "nobody")) is None
        assert await kiosk.do(PlayRecording("../../etc/passwd")) is None
        assert kiosk.failed == ["l", "../../etc/passwd"]
        assert await kiosk.do(RecordWire("nobody")) == WireFilesListed("nobody", (), "", "KeyError")
        assert await kiosk.do(ListRecordings("nobody")) == WireFilesListed("nobody", ())
        (tmp_path / "wire").write_text("a file where the folder should be")
        refused = await kiosk.do(RecordWire("scanner"))
        assert isinstance(refused, WireFilesListed)
        assert refused.problem == "File exists"

    at(tmp_path, script)


def test_without_taps_there_is_no_line() -> None:
    assert dict(Far().wires.of) == {}
