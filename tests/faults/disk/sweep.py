"""Fails every write and every flush of a sale: `python -m tests.faults.disk.sweep FOLDER RESULT every|each`.

A child serves a customer; at its n-th operation the disk fails, once or for good. It must end with an error of the
store, and the next start, on a disk that works again, must find all that was acknowledged and serve on.
"""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from kiosk.store.errors import CheckpointFailed, CommitFailed, StorageUnusable
from tests.faults.disk.customers import serve
from tests.faults.disk.pictures import Promised, Seen, judge
from tests.faults.disk.shim import Shim, environment

CLEAN: Final = (StorageUnusable, CommitFailed, CheckpointFailed)
SCANS: Final = 1
# Growing the log is hundreds of equal writes: a part of them. The short sweep takes a part of a sale's, too.
_LONG_STEPS: Final = {("start", "w"): 25}
_STEPS: Final = {("sale", "w"): 3, ("start", "w"): 121, ("start", "f"): 2}
_SERVED, _TOLD, _WRONG = 0, 10, 20


@dataclass(frozen=True, slots=True)
class Point:
    """One fault: the `nth` write or flush counted from `since`, with which errno, and whether the disk stays bad."""

    op: str
    nth: int
    number: int
    is_for_good: bool
    since: str

    def __str__(self) -> str:
        often = "for good" if self.is_for_good else "once"
        what = "write" if self.op == "w" else "flush"
        return f"{what} {self.nth} since {self.since}: {errno.errorcode[self.number]} {often}"


@dataclass(slots=True)
class Sweep:
    """What the faults led to: told by an error of the store, or of no effect; and everything else in words."""

    points: int = 0
    told: int = 0
    unnoticed: int = 0
    words: list[str] = field(default_factory=list)


def swept(library: Path, work: Path, *, is_short: bool = False) -> Sweep:
    """Run the sweep in a process under the shim; short: a part of them, each in one of four ways."""
    folder, result = work / "swept", work / "sweep.json"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.faults.disk.sweep", str(folder), str(result)]
    command.append("each" if is_short else "every")
    subprocess.run(command, check=True, env=environment(library, folder), timeout=3600)
    return Sweep(**json.loads(result.read_text("utf-8")))


def _run(folder: Path, *, is_short: bool) -> Sweep:
    shim, seen = Shim(), Sweep()
    template = folder / "template"
    template.mkdir()
    _, kept = _forked(lambda say: _serving(shim, template, "z", None, say))
    for point in _points(shim, folder, template, is_short=is_short):
        seen.points += 1
        place = folder / "now"
        shutil.copytree(template, place)
        _try(shim, place, point, kept, seen)
        shutil.rmtree(place)
    return seen


def _points(shim: Shim, folder: Path, template: Path, *, is_short: bool) -> Iterator[Point]:
    for since, op in (("sale", "w"), ("sale", "f"), ("start", "w"), ("start", "f")):
        place = folder / "counted"
        shutil.copytree(template, place)
        _, said = _forked(lambda say, p=place, s=since, o=op: _counting(shim, p, s, o, say))  # type: ignore[misc] # bound at once
        shutil.rmtree(place)
        total = int(said[-1].split()[1])
        step = (_STEPS if is_short else _LONG_STEPS).get((since, op), 1)
        ways = [(number, is_good) for number in (errno.ENOSPC, errno.EIO) for is_good in (False, True)]
        for nth in range(1, total + 1, step):
            for number, is_for_good in [ways[nth % 4]] if is_short else ways:
                yield Point(op, nth, number, is_for_good, since)


def _try(shim: Shim, place: Path, point: Point, kept: list[str], seen: Sweep) -> None:
    status, said = _forked(lambda say: _serving(shim, place, "a", point, say))
    seen.told += status == _TOLD
    seen.unnoticed += status == _SERVED
    if status not in (_TOLD, _SERVED):
        seen.words.append(f"{point}: ended with {status}: {said[-1] if said else ''}")
        return
    promised, found = Promised(), Seen()
    for text in (*kept, *said):
        promised.hear(text)
    status, said = _forked(lambda say: _judging(shim, place, promised, found, say))
    seen.words.extend(f"{point}: {text[6:]}" for text in said if text.startswith("found "))
    if status != _SERVED:
        seen.words.append(f"{point}: the next start ended with {status}: {said[-1] if said else ''}")


def _serving(shim: Shim, place: Path, name: str, point: Point | None, say: Callable[[str], None]) -> int:
    def heard(text: str) -> None:
        if point is not None and point.since == "sale" and text.startswith("open"):
            shim.arm(point.op, point.nth, point.number, is_for_good=point.is_for_good)
        if text.startswith("night"):
            shim.disarm()
        say(text)

    if point is not None and point.since == "start":
        shim.arm(point.op, point.nth, point.number, is_for_good=point.is_for_good)
    try:
        asyncio.run(serve(place, [name], SCANS, heard))
    except CLEAN:
        return _TOLD
    return _SERVED


def _counting(shim: Shim, place: Path, since: str, op: str, say: Callable[[str], None]) -> int:
    totals: dict[str, int] = {}

    def heard(text: str) -> None:
        if text.startswith("open"):
            totals["start"] = shim.seen()
            shim.arm(op, 0)
        if text.startswith("night"):
            totals["sale"] = shim.seen()

    shim.arm(op, 0)
    asyncio.run(serve(place, ["a"], SCANS, heard))
    say(f"total {totals[since]}")
    return _SERVED


def _judging(shim: Shim, place: Path, promised: Promised, found: Seen, say: Callable[[str], None]) -> int:
    judge(place, promised, found, "after the restart")
    for text in found.words:
        say(f"found {text}")
    return _serving(shim, place, "b", None, say)


def _forked(act: Callable[[Callable[[str], None]], int]) -> tuple[int, list[str]]:
    """Run in a child, so that what it leaves open dies with it; return its status and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = _WRONG
        try:
            status = act(lambda text: _say(writing, text))
        except BaseException as error:
            _say(writing, " ".join(f"{error!r} {traceback.format_exc(limit=-3)}".split()))
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read().splitlines()
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended), said


def _say(pipe: int, text: str) -> None:
    os.write(pipe, f"{text}\n".encode())


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(asdict(_run(Path(sys.argv[1]), is_short=sys.argv[3] == "each"))), "utf-8")
