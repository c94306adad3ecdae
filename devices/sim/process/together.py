"""Several simulators at once, each a child process; their lines are printed as they come up."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from devices.sim.process.ending import ending


async def run_together(names: Sequence[str], folder: Path, seed: int, with_parent: bool, knobs: list[str]) -> int:
    """Start the named simulators, print their lines, end all when told to; 1 when one ended by itself, else 0.

    The others go on then: the kiosk sees one device gone. The children watch their standard input, so that they end
    with this process however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    children = [await _start(name, folder, seed, knobs) for name in names]
    for child in children:
        line = await child.stdout.readline() if child.stdout is not None else b""
        print(line.decode(), end="", flush=True)
    ended = ending(with_parent)
    waits = [asyncio.ensure_future(child.wait()) for child in children]
    await ended.wait()
    status = int(any(wait.done() for wait in waits))
    for child in children:
        if child.stdin is not None:
            child.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    await asyncio.gather(*waits)
    return status


async def _start(name: str, folder: Path, seed: int, knobs: list[str]) -> asyncio.subprocess.Process:
    options = {
        "linescan": ["--link", str(folder / "scanner")],
        "escpos": ["--receipts", str(folder / "receipts")],
        "zvt": ["--state", str(folder / "zvt.json")],
        "nexo": ["--state", str(folder / "nexo.json")],
        "signdemo": ["--state", str(folder / "signdemo.jsonl")],
        "toledo8217": ["--link", str(folder / "toledo8217")],
        "cas": ["--link", str(folder / "cas")],
        "mrzserial": ["--link", str(folder / "mrzserial")],
        "wedge": ["--link", str(folder / "wedge")],
        "lights": ["--link", str(folder / "lights")],
        "keypad": ["--link", str(folder / "keypad")],
        "camera": ["--pictures", str(folder / "camera")],
        "zpl": ["--tags", str(folder / "tags")],
    }.get(name, [])
    for knob in knobs:
        sim, _, setting = knob.partition(".")
        if sim == name:
            options += ["--knob", setting]
    command = [sys.executable, "-m", "devices.sim", name, "--seed", str(seed), "--with-parent", *options]
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
