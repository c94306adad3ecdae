"""Writes customers' sales under the shim: `python -m tests.faults.disk.record FOLDER LOG SYNCHRONOUS SCANS`."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from kiosk.store import database
from tests.faults.disk import customers
from tests.faults.disk.shim import Op, Shim, environment, read_log

SETTINGS = {"FULL": 2, "NORMAL": 1, "OFF": 0}


def recorded(library: Path, work: Path, synchronous: str, scans: int) -> list[Op]:
    """Serve customers over two starts in a process of its own; return what reached the disk, in order."""
    folder, log = work / "recorded", work / "record.log"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.faults.disk.record", str(folder), str(log), synchronous, str(scans)]
    subprocess.run(command, check=True, env=environment(library, folder), timeout=300)
    return list(read_log(log))


def _write(folder: Path, log: Path, synchronous: str, scans: int) -> None:
    # What must fail under weaker settings is the test: the product has no switch for them.
    weaker = [(name, SETTINGS[synchronous] if name == "synchronous" else value) for name, value in database.PRAGMAS]
    setattr(database, "PRAGMAS", tuple(weaker))  # noqa: B010 - final in the product
    shim = Shim()
    shim.log_to(log)
    asyncio.run(customers.serve(folder, ["a", "b"], scans, shim.mark))
    asyncio.run(customers.serve(folder, ["c"], scans, shim.mark))


if __name__ == "__main__":
    _write(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    os._exit(0)
