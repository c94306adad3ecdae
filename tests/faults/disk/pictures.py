"""Power-cut pictures: the disks that a cut at any moment may leave, each opened by the product as at a start.

Flushed bytes survive. Of the others a picture keeps nothing, a prefix, a random part, or a part torn at 512 bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kiosk.store import schema
from kiosk.store.database import Database, open_database
from kiosk.store.errors import StorageUnusable
from kiosk.store.recovery import recover, verify_all
from kiosk.store.rows import load_sales
from tests.faults.disk.customers import COUNTER, digest, last_seq
from tests.faults.disk.shim import Op

SECTOR: Final = 512
_KEPT: Final = ("kiosk.db", "kiosk.db-wal", "kiosk.db-journal", "payments.jsonl")  # -shm is made anew by SQLite
WAYS: Final = ("none", "all", "prefix", "subset", "torn")


@dataclass(slots=True)
class Promised:
    """What the program was told is durable, and what it had asked for."""

    seq: int = 0
    count: int = 0
    sales: dict[int, tuple[str, str]] = field(default_factory=dict)

    def hear(self, text: str) -> None:
        """Take a mark of the program."""
        word, number, *rest = text.split()
        if word == "ack":
            self.seq = int(number)
        elif word == "count":
            self.count = int(number)
        elif word == "try":
            self.sales[int(number)] = (rest[0], rest[1])


@dataclass(slots=True)
class Disk:
    """Files as they are for sure, and what was done to them since their last flush."""

    sure: dict[str, bytearray] = field(default_factory=dict)
    loose: list[Op] = field(default_factory=list)

    def take(self, op: Op) -> None:
        """Take what was done next."""
        if op.kind == "f":
            for one in self.loose:
                if one.name == op.name:
                    _apply(self.sure, one, 0, len(one.content))
            self.loose = [one for one in self.loose if one.name != op.name]
        elif op.kind == "u":
            self.sure.pop(op.name, None)
            self.loose = [one for one in self.loose if one.name != op.name]
        else:
            self.loose.append(op)

    def after_cut(self, way: str, draw: random.Random) -> dict[str, bytearray]:
        """Return the files as a power cut may leave them."""
        files = {name: bytearray(content) for name, content in self.sure.items()}
        end = draw.randrange(len(self.loose) + 1) if way == "prefix" else len(self.loose)
        for op in self.loose[:end]:
            if way == "none" or (way == "subset" and draw.random() < 0.5):
                continue
            if way != "torn" or op.kind == "t":
                _apply(files, op, 0, len(op.content))
                continue
            for start in range(0, len(op.content), SECTOR):
                if draw.random() < 0.7:
                    _apply(files, op, start, min(start + SECTOR, len(op.content)))
        return files


def _apply(files: dict[str, bytearray], op: Op, start: int, end: int) -> None:
    content = files.setdefault(op.name, bytearray())
    if op.kind == "t":
        del content[op.at :]
        content.extend(bytes(op.at - len(content)))
        return
    at = op.at + start
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + end - start] = op.content[start:end]


@dataclass(slots=True)
class Seen:
    """What opening the pictures showed; the first findings in words."""

    images: int = 0
    opened: int = 0
    lost: int = 0
    corrupt: int = 0
    words: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing acknowledged was lost and nothing was corrupt."""
        return not (self.lost or self.corrupt)


def look(record: Iterable[Op], images: int, seed: int, work: Path) -> Seen:
    """Make `images` pictures, spread over the whole record, and open them.

    Two with the same bytes and the same promise are one: opened once, counted twice.
    """
    ops = [op for op in record if op.kind == "m" or op.name in _KEPT]
    draw = random.Random(seed)  # noqa: S311 - a replayable choice, no secret
    moments = _moments(ops, images, draw)
    seen, disk, promised, done = Seen(), Disk(), Promised(), 0
    known: dict[bytes, Seen] = {}
    for number, moment in enumerate(moments):
        for op in ops[done:moment]:
            if op.kind == "m":
                promised.hear(op.name)
            else:
                disk.take(op)
        done = moment
        way = WAYS[number % len(WAYS)]
        where = f"seed {seed}, picture {number}, after operation {moment}, {way}"
        files = disk.after_cut(way, draw)
        name = _name_of(files, promised)
        if name not in known:
            known[name] = Seen()
            with _laid_out(files, work / "picture") as folder:
                judge(folder, promised, known[name], where)
            seen.words.extend(known[name].words)
        seen.images += 1
        seen.lost += known[name].lost
        seen.corrupt += known[name].corrupt
    seen.opened = len(known)
    return seen


def _name_of(files: dict[str, bytearray], promised: Promised) -> bytes:
    """Return what two pictures share only when opening them must show the same."""
    whole = hashlib.blake2b(f"{promised.seq} {promised.count}".encode())
    for name, content in sorted(files.items()):
        whole.update(f"{name} {len(content)}\n".encode())
        whole.update(content)
    return whole.digest()


def _moments(ops: list[Op], images: int, draw: random.Random) -> list[int]:
    """Draw when the current goes: one in four anywhere, the others within a commit, from its start to its promise."""
    tries = [place for place, op in enumerate(ops) if op.kind == "m" and op.name.startswith("try")]
    acks = [place for place, op in enumerate(ops) if op.kind == "m" and op.name.startswith("ack")]
    commits = list(zip(tries, acks, strict=True))
    anywhere = [draw.randrange(len(ops) + 1) for _ in range(images // 4)]
    within = [draw.randint(start, end + 1) for start, end in draw.choices(commits, k=images - len(anywhere))]
    return sorted(anywhere + within)


@contextlib.contextmanager
def _laid_out(files: dict[str, bytearray], folder: Path) -> Iterator[Path]:
    folder.mkdir()
    try:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        yield folder
    finally:
        shutil.rmtree(folder)


def judge(folder: Path, promised: Promised, seen: Seen, where: str) -> None:
    """Open a folder as a start does, and say what is lost or broken in it."""
    seen.images += 1
    try:
        database = open_database(folder)
    except StorageUnusable as error:
        seen.corrupt += 1
        seen.words.append(f"{where}: {error}")
        return
    try:
        broken, lost = _broken(database), ""
        if not broken:
            lost = _lost(database, promised)
    finally:
        database.close()
    seen.corrupt += bool(broken)
    seen.lost += bool(lost)
    if broken or lost:
        seen.words.append(f"{where}: {broken or lost}")


def _broken(database: Database) -> str:
    found = recover(database)
    if problem := found.chain_problem or found.second_journal_problem or verify_all(database):
        return str(problem)
    with database.reader.connect() as connection:
        told = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    return "" if told == "ok" else str(told)


def _lost(database: Database, promised: Promised) -> str:
    seq = last_seq(database)
    if not promised.seq <= seq <= promised.seq + 1:
        return f"{promised.seq} was acknowledged, {seq} is there"
    with database.reader.connect() as connection:
        count = connection.exec_driver_sql("SELECT value FROM counter WHERE name = ?", (COUNTER,)).scalar() or 0
    if count < promised.count:
        return f"number {promised.count} was given out, {count} is there"
    if seq == 0:
        return ""
    name, expected = promised.sales[seq]
    with database.reader.connect() as connection:
        (kept,) = load_sales(connection, schema.sale.c.id == name)
    return "" if digest(kept) == expected else f"sale {name} is not as event {seq} left it"
