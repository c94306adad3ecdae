"""The writing stage of an import: checked rows into the file and its codes, beside the same rows through an ORM."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from kiosk.services.catalogue import build, tables
from kiosk.services.catalogue.table import Problem, read_goods
from tests.bench.machine import version_of
from tests.bench.pair import WORK, Family, Measured, Pair, Wanted, require_same
from tests.bench.pairs.goods import write_csv
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.verdicts import at_least

ROWS = 50_000
QUICK_ROWS = 5_000
BATCH = 10_000
Row = tuple[str | int | None, ...]

PAIR = Pair(
    "import_writing", "a row of an import, written with its code", "µs", "cpu",
    "SQLAlchemy ORM: add_all and flush of mapped rows into the same tables", at_least(20),
    "Rows are read, checked and encoded before, for both; neither waits for the disk.",
)  # fmt: skip


class _Base(DeclarativeBase):
    """What is mapped."""


class _Mapped(_Base):
    """A row of the catalogue's own table."""

    __table__ = tables.product


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Write the same rows in turns, each time to a file of their own."""
    folder = WORK / "writing"
    folder.mkdir()
    rows = _rows(folder, QUICK_ROWS if effort.is_quick else ROWS)
    _require_equal(folder, rows)
    number = count()
    sides = {
        "ours": partial(_timed, folder, number, rows, _ours),
        "twin": partial(_timed, folder, number, rows, _orm),
    }
    found = take_turns(sides, effort.rounds)
    yield Measured(PAIR, found["ours"], found["twin"], version_of("SQLAlchemy"))


def _rows(folder: Path, rows: int) -> Sequence[Row]:
    write_csv(folder / "goods.csv", rows)
    problems: list[Problem] = []
    found = [
        build.row_of(number, own) for number, own in enumerate(read_goods(folder / "goods.csv", problems), start=1)
    ]
    require_same("problems", problems, [])
    return found


def _require_equal(folder: Path, rows: Sequence[Row]) -> None:
    """Both sides write the same products and the same codes."""
    told = []
    for name, write in (("ours.db", _ours), ("twin.db", _orm)):
        engine = _fresh(folder / name)
        write(engine, rows)
        with engine.connect() as connection:
            told.append([connection.execute(select(table)).all() for table in (tables.product, tables.code)])
    require_same("rows", *told)


def _fresh(file: Path) -> Engine:
    file.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.begin() as connection:
        for table in (tables.product, tables.code):
            connection.execute(CreateTable(table))
    return engine


def _ours(engine: Engine, rows: Sequence[Row]) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=OFF")
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        whole = iter(rows)
        while batch := list(islice(whole, BATCH)):
            connection.exec_driver_sql(build.WRITE_PRODUCT, batch)
        connection.exec_driver_sql(build.INDEX_GTINS)
        connection.commit()


def _orm(engine: Engine, rows: Sequence[Row]) -> None:
    names = [column.name for column in tables.product.columns]
    with Session(engine) as session:
        session.connection().exec_driver_sql("PRAGMA synchronous=OFF")
        whole = iter(rows)
        while batch := list(islice(whole, BATCH)):
            session.add_all([_Mapped(**dict(zip(names, row, strict=True))) for row in batch])
            session.flush()
        session.connection().exec_driver_sql(build.INDEX_GTINS)
        session.commit()


def _timed(
    folder: Path, number: Iterator[int], rows: Sequence[Row], write: Callable[[Engine, Sequence[Row]], None]
) -> list[float]:
    file = folder / f"{next(number)}.db"
    engine = _fresh(file)
    settle()
    began = time.thread_time_ns()
    write(engine, rows)
    took_us = (time.thread_time_ns() - began) / 1e3 / len(rows)
    file.unlink()
    return [took_us]


FAMILY = Family((PAIR,), measure)
