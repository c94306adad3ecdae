"""Files into rows, each with its place; every fault is kept and reading goes on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from kiosk.services.departures.importing.rows import KINDS, AnyRow, fields_of

MAX_PROBLEMS: Final = 200
MAX_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: where, which field, what stands there, what is allowed."""

    place: str
    field: str
    value: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.place}{f', {self.field}' if self.field else ''}: {self.value!r}; {self.allowed}"


class ImportRefused(Exception):
    """Nothing was imported; `problems` says why, all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands (`bookings.csv line 7`)."""

    place: str
    row: AnyRow


def rows_of(path: Path, problems: list[Problem]) -> list[Placed]:
    """Read a file; what is wrong with it goes to `problems`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.append(Problem(str(path), "", f"{path.stat().st_size} bytes", f"at most {MAX_BYTES}"))
            return []
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problems.append(Problem(str(path), "", "", error.strerror or "it cannot be read"))
        return []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(Problem(f"{path.name} line {line}", "", "", "the file must be in UTF-8: save it again as that"))
        return []
    read = _from_json if path.suffix.lower() == ".json" else _from_csv
    found: list[Placed] = []
    for kind, place, cells in read(path.name, text, problems):
        if len(problems) >= MAX_PROBLEMS:
            problems.append(Problem(place, "", "too many problems", "reading stopped here"))
            break
        row = _row(kind, place, cells, problems)
        if row is not None:
            found.append(Placed(place, row))
    return found


def _row(kind: str, place: str, cells: Mapping[str, Any], problems: list[Problem]) -> AnyRow | None:
    model = KINDS[kind]
    try:
        return model.model_validate(cells)  # type: ignore[return-value] # one of the three kinds
    except ValidationError as error:
        allowed = fields_of(model)
        for fault in error.errors(include_url=False):
            field = str(fault["loc"][0]) if fault["loc"] else ""
            value = "" if fault["type"] == "missing" else str(cells.get(field, ""))[:64]
            if field not in allowed:
                problems.append(Problem(place, field, value, f"unknown; known are {', '.join(allowed)}"))
            else:
                problems.append(Problem(place, field, value, allowed[field][1]))
        return None


def _from_csv(name: str, text: str, problems: list[Problem]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    columns: list[str] = []
    line, kind = 1, ""
    try:
        for row in reader:
            place, line = f"{name} line {line}", reader.line_num + 1
            if not row:
                continue
            if not columns:
                columns = [own.strip() for own in row]
                kind = _kind_of(columns)
                if not kind or len(set(columns)) != len(columns):
                    problems.append(Problem(place, "", ",".join(row)[:64], _header(columns)))
                    return
            elif len(row) != len(columns):
                problems.append(Problem(place, "", f"{len(row)} cells", f"a row has {len(columns)} cells"))
            else:
                yield kind, place, {key: cell for key, cell in zip(columns, row, strict=True) if cell.strip()}
    except csv.Error as error:
        problems.append(Problem(f"{name} line {reader.line_num}", "", "", f"no CSV: {error}"))
        return
    if not columns:
        problems.append(Problem(name, "", "", _header([])))


def _kind_of(columns: Sequence[str]) -> str:
    """Return the kind whose needed fields are all there."""
    for kind, model in KINDS.items():
        if {name for name, (is_needed, _) in fields_of(model).items() if is_needed} <= set(columns):
            return kind
    return ""


def _header(columns: Sequence[str]) -> str:
    if len(set(columns)) != len(columns):
        return "each column once"
    kinds = (
        f"{kind}: {', '.join(name for name, (is_needed, _) in fields_of(model).items() if is_needed)}"
        for kind, model in KINDS.items()
    )
    return f"the first line must name the columns, at least those of one kind ({'; '.join(kinds)})"


def _from_json(name: str, text: str, problems: list[Problem]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    try:
        read = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        problems.append(Problem(f"{name} line {line}", "", "", f"no JSON: {getattr(error, 'msg', 'too deep')}"))
        return
    if not isinstance(read, dict) or not read or not set(read) <= set(KINDS):
        problems.append(Problem(name, "", "", f"one object with lists, named {', '.join(KINDS)}"))
        return
    for kind, rows in read.items():
        for n, cells in enumerate(rows if isinstance(rows, list) else [rows]):
            place = f"{name} {kind}[{n}]"
            if isinstance(cells, dict):
                yield kind, place, {key: own for key, own in cells.items() if own is not None and own != ""}
            else:
                problems.append(Problem(place, "", str(cells)[:64], "an object"))
