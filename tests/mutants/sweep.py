"""Change a file of the product by rule, one place at a time, and name the places that no test looks at.

    python -m tests.mutants.sweep kiosk/domain/payment.py tests/unit/domain tests/unit/flows [--lines 40-90]

Not every survivor is a fault: some changes change nothing. It is for whoever writes tests, and judges nothing.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.mutants.host import Finder, run, tests_of, warm
from tests.mutants.mutant import ROOT

LIMIT_S: Final = 120
SWAPS: Final[dict[type[ast.cmpop], str]] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Is: "is not",
    ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
NAMED: Final = (
    "Verdict",
    "AttemptState",
    "TenderState",
    "SaleState",
    "PrintState",
    "PrintVerdict",
    "DialogueEnd",
    "Ack",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of source by its place, and what stands there instead."""

    line: int
    start: int
    end: int
    old: str
    new: str


class _Places:
    """The places of a source, as offsets in its UTF-8 bytes."""

    def __init__(self, source: str) -> None:
        self.octets = source.encode()
        self._starts = [0]
        for line in self.octets.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def of(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        start = self._starts[node.lineno - 1] + node.col_offset
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        start, end = self.of(node)
        return self.octets[start:end].decode()

    def change(self, node: ast.expr | ast.stmt | ast.keyword, new: str) -> Change:
        start, end = self.of(node)
        return Change(node.lineno, start, end, self.text(node), new)

    def applied(self, change: Change) -> str:
        return (self.octets[: change.start] + change.new.encode() + self.octets[change.end :]).decode()


def changes(source: str) -> Iterator[Change]:
    """Yield every change that the rules make of a source."""
    places = _Places(source)
    tree = ast.parse(source)
    docstrings = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    members = _members(tree)
    for node in ast.walk(tree):
        if id(node) in docstrings and isinstance(node, ast.Constant):
            continue
        yield from _expressions(places, node, members)
        yield from _statements(places, node)


def _members(tree: ast.Module) -> dict[str, list[str]]:
    """Return the members of the states that a file names."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in NAMED:
            known = found.setdefault(node.value.id, [])
            if node.attr not in known:
                known.append(node.attr)
    return found


def _expressions(places: _Places, node: ast.AST, members: dict[str, list[str]]) -> Iterator[Change]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in SWAPS:
            yield places.change(node, f"({places.text(left)} {SWAPS[type(op)]} {places.text(right)})")
        case ast.BoolOp(op=op, values=values):
            for value in values:
                yield places.change(value, "True" if isinstance(op, ast.And) else "False")
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield places.change(node, f"({places.text(operand)})")
        case ast.Constant(value=bool(value)):
            yield places.change(node, str(not value))
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            yield places.change(node, str(value + 1))
        case ast.IfExp(test=test):
            yield places.change(test, f"not ({places.text(test)})")
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if len(members.get(name, ())) > 1:
            others = members[name]
            yield places.change(node, f"{name}.{others[(others.index(attr) + 1) % len(others)]}")
        case ast.BinOp(op=ast.Add() | ast.Sub() as op):
            sign = "-" if isinstance(op, ast.Add) else "+"
            yield places.change(node, f"({places.text(node.left)} {sign} {places.text(node.right)})")
        case ast.Call(func=ast.Name(id="replace"), args=[first], keywords=keywords) if keywords:
            for dropped in keywords:
                kept = ", ".join(places.text(one) for one in keywords if one is not dropped)
                yield places.change(node, f"replace({places.text(first)}, {kept})")
        case ast.Tuple(elts=elements, ctx=ast.Load()) if len(elements) > 1:
            for gone in elements:
                if isinstance(gone, ast.Call | ast.Starred):
                    kept = ", ".join(places.text(one) for one in elements if one is not gone)
                    yield places.change(node, f"({kept},)")


def _statements(places: _Places, node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.If(test=test) | ast.While(test=test):
            yield places.change(test, f"not ({places.text(test)})")
        case ast.match_case(guard=ast.expr() as guard):
            yield places.change(guard, "True")
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield places.change(node, "pass")
        case ast.Raise():
            yield places.change(node, "pass")
        case ast.Assign(targets=[ast.Attribute()]) | ast.AugAssign():
            yield places.change(node, "pass")


def main(words: list[str]) -> int:
    """Sweep a file; print each survivor."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.sweep", description=__doc__)
    parser.add_argument("file")
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--lines", default="1-100000", help="as 40-90")
    asked = parser.parse_args(words)
    first, _, last = asked.lines.partition("-")
    source = (ROOT / asked.file).read_text(encoding="utf-8")
    module = asked.file.removesuffix(".py").replace("/", ".")
    quick = {"HYPOTHESIS_PROFILE": "quick"}
    warm()
    clean = run(tests_of(asked.tests), None, LIMIT_S, quick)
    if clean.has_failed:
        print(clean.said)
        return 2
    places, tried, left = _Places(source), 0, 0
    for change in sorted(set(changes(source)), key=lambda one: (one.line, one.start, one.new)):
        if not int(first) <= change.line <= int(last or first):
            continue
        ran = run(tests_of(asked.tests), Finder(module, ROOT / asked.file, places.applied(change)), LIMIT_S, quick)
        tried += 1
        if not ran.has_failed:
            left += 1
            print(f"{asked.file}:{change.line}: {change.old!r} -> {change.new!r}", flush=True)
    print(f"{tried} changes, {left} not noticed; the clean tests take {clean.seconds:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
