"""The page of the checklist tells the truth: all fifty lines, and every test it names is there."""

from __future__ import annotations

import ast
import functools
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "reference" / "accessibility.md"
WAYS = {"machine", "eye", "installation", "not yet"}
ROW = re.compile(r"^\| A(\d+) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
SHORTEST_REASON = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    number: int
    asked: str
    ways: frozenset[str]
    by: str

    def __str__(self) -> str:
        return f"A{self.number}"


LINES = [
    Line(int(number), asked, frozenset(ways.split(", ")), by)
    for number, asked, ways, by in ROW.findall(PAGE.read_text(encoding="utf-8"))
]


@functools.cache
def named_in(path: str) -> frozenset[str]:
    """Return the names of the tests in a file; nothing when there is no such file."""
    source = ROOT / "tests" / path
    if not source.exists():
        return frozenset()
    nodes = ast.walk(ast.parse(source.read_text(encoding="utf-8")))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in nodes if isinstance(node, kinds) and node.name.startswith("test_"))


def test_the_table_has_each_line_once_in_order() -> None:
    assert [line.number for line in LINES] == list(range(1, 51))


@pytest.mark.parametrize("line", LINES, ids=str)
def test_what_a_line_promises_is_there(line: Line) -> None:
    named = NAMED.findall(line.by)
    assert line.ways
    assert line.ways <= WAYS
    assert bool(named) == ("machine" in line.ways)
    assert [f"{path}::{name}" for path, name in named if name not in named_in(path)] == []
    assert ("installation-accessibility.md#" in line.by) == ("installation" in line.ways)
    assert "not yet" not in line.ways or (len(line.ways) == 1 and len(line.by) >= SHORTEST_REASON)


def test_a_test_that_does_not_exist_is_found() -> None:
    assert "test_nobody_wrote" not in named_in("screens/checklist/test_table.py")
    assert "test_a_test_that_does_not_exist_is_found" in named_in("screens/checklist/test_table.py")
    assert named_in("screens/no_such_file.py") == frozenset()
