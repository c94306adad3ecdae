"""The second journal: payment commits once more, as JSON lines in a file of their own, flushed before any message.

One line is `{"hash":...,"record":{...}}`, the record's text being exactly what was hashed. A line without its end was
never acknowledged by the disk and is cut off. So is a last line with holes in it, which a power cut may leave, while
the database's last event is the payment that belongs there: the line is written anew.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import Connection, func, select

from kiosk.disk.durable import flush
from kiosk.store import schema
from kiosk.store.journal.chain import Record, hash_of
from kiosk.store.space import is_full

_BLOCK: Final = 64 * 1024
_Kept: TypeAlias = dict[int, tuple[Record, str]]


class SecondJournalFault(StrEnum):
    """How the two journals disagree."""

    BEHIND = "behind"  # by more than the last commit: lines were lost
    AHEAD = "ahead"  # the database lost a commit
    DIFFERENT = "different"  # the same number, another event
    DAMAGED = "damaged"  # a line is not what it was


@dataclass(frozen=True, slots=True)
class SecondJournalProblem:
    """The journals disagree at row `seq`: take no payments until a person has resolved it from the longer chain."""

    fault: SecondJournalFault
    seq: int
    what: str


class SecondJournal:
    """The open file. Raises `OSError`, after which the last line's fate is unknown."""

    def __init__(self, path: Path) -> None:
        is_new = not path.exists()
        self._fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if is_new:
            flush(path.parent)

    def append(self, text: str, record_hash: str) -> None:
        """Add one record and flush it to the disk; on a full disk the part that went in is taken back."""
        line = _line(text, record_hash)
        before = os.fstat(self._fd).st_size
        try:
            rest = line
            while rest:
                rest = rest[os.write(self._fd, rest) :]  # the write after a short one says why it was short
            os.fdatasync(self._fd)
        except OSError as error:
            if is_full(error):
                with contextlib.suppress(OSError):  # then the part stays, and the next start cuts it off
                    os.ftruncate(self._fd, before)
            raise

    def close(self) -> None:
        """Let the file go."""
        os.close(self._fd)


def _line(text: str, record_hash: str) -> bytes:
    return f'{{"hash":"{record_hash}","record":{text}}}\n'.encode("ascii")


def compare(connection: Connection, path: Path) -> SecondJournalProblem | None:
    """Compare from the last anchor on; a last commit that is missing in the file is added. Raises `OSError`."""
    _cut_torn_line(path)
    since = connection.execute(select(func.coalesce(func.max(schema.anchor.c.seq), 0))).scalar_one()
    kept = _payment_records(connection, since)
    last = connection.execute(select(func.coalesce(func.max(schema.journal.c.seq), 0))).scalar_one()
    told: dict[int, str] = {}
    torn = 0
    for nth, line in enumerate(_lines_from_end(path)):
        seq, record_hash, fault = _parsed(line)
        if fault and nth == 0 and b"\0" in line and last in kept:
            torn = len(line) + 1  # torn within: the last event is a payment's, and its line is written anew
            continue
        if fault:
            return SecondJournalProblem(SecondJournalFault.DAMAGED, seq, fault)
        if seq < since:
            break
        told[seq] = record_hash
    problem = _disagreement(kept, told, last)
    if problem is None and torn:
        _shorten(path, torn)
    return problem or _caught_up(path, kept, told, last)


def mend(connection: Connection, path: Path, aside: Path) -> bool:
    """Write the file anew where the database, its chain verified, vouches for all of it; False where it cannot.

    It vouches when it has every line that can be read, in that order, and where lines cannot be read so much more that
    they are all accounted for: nothing that only the file knew is given up. The old file is kept in `aside`. Raises
    `OSError`; cut short at any moment, one of the two files is in place.
    """
    since = connection.execute(select(func.coalesce(func.max(schema.anchor.c.seq), 0))).scalar_one()
    told: list[tuple[int, bytes]] = []
    base = 0
    for line in _lines_from_end(path):
        seq, _, fault = _parsed(line)
        if not fault and seq < since:
            base = seq
            break
        told.append((0 if fault else seq, line + b"\n"))
    kept = _payment_records(connection, base + 1)
    if any(hash_of(record.text()) != stored for record, stored in kept.values()):
        return False
    lines = {seq: _line(record.text(), stored) for seq, (record, stored) in kept.items()}
    if not _is_vouched_for(told[::-1], lines):
        return False
    _replace(path, sum(len(line) for _, line in told), lines.values(), aside)
    return True


def _is_vouched_for(told: Iterable[tuple[int, bytes]], lines: dict[int, bytes]) -> bool:
    """Tell whether `lines` holds what was told, each with its number or 0 where it cannot be read."""
    rest, unread_bytes = sorted(lines), 0
    for seq, line in told:
        if not seq:
            unread_bytes += len(line)
            continue
        if lines.get(seq) != line or seq not in rest:
            return False
        passed, rest = rest[: rest.index(seq)], rest[rest.index(seq) + 1 :]
        if sum(len(lines[own]) for own in passed) < unread_bytes:
            return False
        unread_bytes = 0
    return sum(len(lines[own]) for own in rest) >= unread_bytes


def _replace(path: Path, dropped_bytes: int, lines: Iterable[bytes], aside: Path) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as target:
        if path.exists():
            with path.open("rb") as source:
                left = path.stat().st_size - dropped_bytes
                while left > 0 and (block := source.read(min(left, _BLOCK))):
                    left -= target.write(block)
        target.writelines(lines)
        target.flush()
        os.fsync(target.fileno())
    aside.mkdir(parents=True, exist_ok=True)
    if path.exists():
        os.link(path, aside / path.name)
        flush(aside)
    fresh.replace(path)
    flush(path.parent)


def attempts_told(path: Path) -> tuple[dict[str, int], str]:
    """Return the last number told of each attempt, and the fault of the first line that cannot be believed."""
    told: dict[str, int] = {}
    for line in _lines_from_end(path):
        seq, _, fault = _parsed(line)
        if fault:
            return told, f"row {seq}: {fault}"
        told.setdefault(str(json.loads(line)["record"]["attempt_id"]), seq)
    return told, ""


def _payment_records(connection: Connection, since: int) -> _Kept:
    own = schema.journal
    query = select(own).where(own.c.seq >= since, own.c.attempt_id.is_not(None)).order_by(own.c.seq)
    records = ((Record(*fields), stored) for *fields, stored in connection.execute(query))
    return {record.seq: (record, stored) for record, stored in records}


def _disagreement(kept: _Kept, told: dict[int, str], last: int) -> SecondJournalProblem | None:
    for seq in sorted(told):
        if seq > last:
            return SecondJournalProblem(SecondJournalFault.AHEAD, seq, f"the database ends at {last}")
        if seq not in kept or kept[seq][1] != told[seq]:
            return SecondJournalProblem(SecondJournalFault.DIFFERENT, seq, "the database has another event there")
    return None


def _caught_up(path: Path, kept: _Kept, told: dict[int, str], last: int) -> SecondJournalProblem | None:
    missing = sorted(kept.keys() - told.keys())
    if missing == [last]:
        record, stored = kept[last]
        second = SecondJournal(path)
        try:
            second.append(record.text(), stored)
        finally:
            second.close()
        return None
    if missing:
        what = f"{len(missing)} payment commits are missing"
        return SecondJournalProblem(SecondJournalFault.BEHIND, missing[0], what)
    return None


def _parsed(line: bytes) -> tuple[int, str, str]:
    try:
        text = line.decode("ascii")
        found = json.loads(text)
        seq, record_hash = int(found["record"]["seq"]), str(found["hash"])
    except (ValueError, KeyError, TypeError) as error:
        return 0, "", f"a line cannot be read: {error}"
    record_text = text[len('{"hash":"","record":') + len(record_hash) : -1]
    return seq, record_hash, "" if hash_of(record_text) == record_hash else "the line was altered"


def _cut_torn_line(path: Path) -> None:
    if not path.exists():
        return
    size = path.stat().st_size
    end = size
    for line in _lines_from_end(path, keep_torn=True):
        if line.endswith(b"\n"):
            break
        end = size - len(line)
    if end != size:
        _shorten(path, size - end)


def _shorten(path: Path, by: int) -> None:
    with path.open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) - by)


def _lines_from_end(path: Path, *, keep_torn: bool = False) -> Iterator[bytes]:
    """Read lines last first, without their end; with `keep_torn` as they are, the torn one too."""
    if not path.exists():
        return
    with path.open("rb") as file:
        position = file.seek(0, os.SEEK_END)
        rest = b""
        while position:
            start = max(0, position - _BLOCK)
            file.seek(start)
            lines = (file.read(position - start) + rest).splitlines(keepends=True)
            position = start
            rest = lines.pop(0) if position else b""
            for line in reversed(lines):
                if keep_torn or line.endswith(b"\n"):
                    yield line if keep_torn else line[:-1]
