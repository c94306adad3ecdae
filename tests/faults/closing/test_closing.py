"""A Z while the process is killed: never two, none is lost, and each sale stands in exactly one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import IO

import pytest
from sqlalchemy import select

from kiosk.domain.moves import SaleState
from kiosk.flows.day.events import DayClosed
from kiosk.store import schema
from kiosk.store.database import open_database
from kiosk.store.day import last_close, period
from kiosk.store.tables.days import day_close

ROOT = Path(__file__).resolve().parents[3]
LIVES = 30


@contextmanager
def _till(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.faults.closing.till", str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, bufsize=1) as process:
        try:
            yield process
        finally:
            process.kill()


def _said(stream: IO[str] | None) -> Iterator[str]:
    assert stream is not None
    for line in stream:
        yield line.strip()
    raise AssertionError("the till ended by itself")


def _lived(process: subprocess.Popen[str], number: int, rng: Random) -> list[str]:
    """Let one life go on until a word, kill it there, and return what it told."""
    assert process.stdin is not None
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    fatal, left = rng.choice(("closing", "closing", "closing", "sold", "closed")), rng.randrange(1, 4)
    told: list[str] = []
    pid = 0
    for word in _said(process.stdout):
        told.append(word)
        name, _, about = word.partition(" ")
        if name == "pid":
            pid = int(about)
        left -= name == fatal
        if not left and name == fatal:
            os.kill(pid, signal.SIGKILL)
        if name == "dead":
            return told
    raise AssertionError("the till ended by itself")


def _read(folder: Path) -> tuple[list[DayClosed], int, set[str]]:
    """Return the reports, how many sales are in the open day, and every sale that was carried out."""
    database = open_database(folder)
    try:
        with database.reader.connect() as connection:
            numbers = connection.execute(select(day_close.c.number).order_by(day_close.c.number)).scalars().all()
            found = [last_close(connection, number) for number in numbers]
            own = schema.sale.c
            done = connection.execute(select(own.id).where(own.state == SaleState.FULFILLED.value)).scalars().all()
            is_open = [sale for sale in period(connection, "EUR", 2**42).ended if sale.state is SaleState.FULFILLED]
    finally:
        database.close()
    return [own for own in found if own is not None], len(is_open), set(done)


@pytest.mark.slow
def test_a_day_that_is_closed_while_the_process_is_killed_is_closed_once_and_no_sale_is_in_none_or_two(
    tmp_path: Path,
) -> None:
    rng, told = Random(20), []  # noqa: S311  # the same kills again
    with _till(tmp_path) as process:
        for number in range(LIVES):
            told += _lived(process, number, rng)
    reports, left, done = _read(tmp_path)
    numbers = [own.number for own in reports]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(word.split()[1]) for word in told if word.startswith("closed ")} <= set(numbers)
    assert {word.split()[1] for word in told if word.startswith("sold ")} <= done
    assert [own.figures.from_seq for own in reports[1:]] == [own.figures.to_seq + 1 for own in reports[:-1]]
    assert sum(own.figures.sales for own in reports) + left == len(done)
    assert len(numbers) > LIVES / 3
