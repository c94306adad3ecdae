"""Lives of a till that sells and closes its day without a pause: one for each line it reads, forked, until killed.

It tells each word when it is true: `sold NAME` and `closed N` after their commit, `closing` just before it.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
from pathlib import Path

from kiosk.backroom import days
from tests.unit.backroom.test_days import Desk

APART_MS = 3_600_000  # between two lives


def _tell(word: str) -> None:
    os.write(1, f"{word}\n".encode())


async def _life(folder: Path, number: int) -> None:
    desk = Desk(folder)
    desk.now_ms += number * APART_MS
    for n in itertools.count():
        sale = await desk.sold(f"sale-{number}-{n}")
        _tell(f"sold {sale.id}")
        _tell("closing")
        closed = await desk.closed()
        _tell(f"closed {closed.number}")


def main(folder: Path) -> None:
    """Fork a life for each number that is asked for, and wait until somebody killed it."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _tell(f"pid {os.getpid()}")
            asyncio.run(_life(folder, int(line)))
        os.waitpid(child, 0)
        _tell("dead")


if __name__ == "__main__":
    assert days  # warm, with everything that a life needs
    main(Path(sys.argv[1]))
