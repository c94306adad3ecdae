"""Scales, the document reader and the tag printer on real lines, each with its simulator as a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from devices.api import DocumentLines, HealthState, PageCode, PageRequest, PageText, PrintVerdict, Reading, Symbology
from devices.loop import supervise
from devices.registry import open_device
from tests.unit.sim.processes import Control, running

pytestmark = pytest.mark.wire
PATIENCE_S = 60


def supervised(url: str, script: Callable[[Any], Awaitable[None]]) -> None:
    async def main() -> None:
        device = open_device(url)
        task = asyncio.ensure_future(supervise(device, lambda _health: None))
        try:
            async with asyncio.timeout(PATIENCE_S):
                await script(device)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())


async def until(device: Any, state: HealthState) -> None:
    while device.health.state is not state:
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("name", "arguments", "options"),
    [("toledo8217", (), ""), ("cas", (), ""), ("cas", ("--knob", "mode=continuous"), "?mode=continuous")],
)
def test_a_scale_on_a_serial_line_weighs_is_pulled_and_comes_back(
    tmp_path: Path, name: str, arguments: tuple[str, ...], options: str
) -> None:
    link = tmp_path / "scale"
    with running(name, "--link", str(link), *arguments) as (_process, control):
        readings: list[Reading] = []

        async def script(scale: Any) -> None:
            scale.on_reading(readings.append)
            await until(scale, HealthState.READY)
            await asyncio.to_thread(control.do, do="load", grams=1235)
            assert (await scale.weigh()).weight_g == 1235
            await asyncio.to_thread(control.do, do="unplug")
            await until(scale, HealthState.ABSENT)
            assert readings[-1].weight_g is None
            await asyncio.to_thread(control.do, do="replug")
            await until(scale, HealthState.READY)
            assert (await scale.weigh()).weight_g == 1235

        supervised(f"{name}+serial://{link}{options}", script)


@pytest.mark.parametrize("mode", ["frame", "keyboard"])
def test_a_document_is_read_over_a_serial_line(tmp_path: Path, mode: str) -> None:
    link = tmp_path / "reader"
    with running("mrzserial", "--link", str(link), "--knob", f"mode={mode}") as (_process, control):

        async def script(reader: Any) -> None:
            documents: asyncio.Queue[Any] = asyncio.Queue()
            reader.on_document(documents.put_nowait)
            await until(reader, HealthState.READY)
            await until_heard(control)
            read = await documents.get()
            assert isinstance(read, DocumentLines)
            assert [len(line) for line in read.lines] == [44, 44]

        supervised(f"mrzserial+serial://{link}?mode={mode}", script)


async def until_heard(control: Control) -> None:
    while not (await asyncio.to_thread(control.do, do="document"))["heard"]:
        await asyncio.sleep(0.05)


def test_a_tag_is_printed_over_tcp_and_a_picture_of_it_is_kept(tmp_path: Path) -> None:
    page = PageRequest(1, 54, 40, (PageText(3, 3, 4, "AMS"), PageCode(3, 12, Symbology.ITF, "0125728359", 0.375, 15)))
    with running("zpl", "--tags", str(tmp_path / "tags")) as (process, control):

        async def script(printer: Any) -> None:
            await until(printer, HealthState.READY)
            assert (await printer.print(page)).verdict is PrintVerdict.DONE
            await asyncio.to_thread(control.do, do="stock", state="out")
            assert (await printer.print(page)).verdict is PrintVerdict.FAILED

        supervised(f"zpl+{process.line['address']}", script)
    assert (tmp_path / "tags" / "tag-0001.png").is_file()
