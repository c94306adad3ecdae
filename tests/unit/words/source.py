"""Which words of the staff's pages the program's source names: whole keys, and keys with a value in between.

The pages of staff show most of their words only after something went wrong; an example of each would be hundreds of
pictures. A key counts as asked for when the source holds it, or an f-string that makes it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kiosk.flows.registry import guests

KIOSK = Path(__file__).resolve().parents[3] / "kiosk"
BESIDE = ("advice", "part", "demo", "checkout")  # words of causes, of devices, of the mark, of what staff give back


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Return what matches a key that the source makes."""
    found = {own for path in KIOSK.rglob("*.py") for own in _made(ast.parse(path.read_text(encoding="utf-8")))}
    return tuple(re.compile(own) for own in sorted(found))


def _made(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_key(node.value):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            whole = "".join(_part(own) for own in node.values)
            if _is_key(str(node.values[0].value).rstrip(".")):
                yield whole


def _part(node: ast.expr) -> str:
    return re.escape(str(node.value)) if isinstance(node, ast.Constant) else r"[\w.-]+"


def _is_key(said: str) -> bool:
    return said.partition(".")[0] in (*guests(), *BESIDE) and re.fullmatch(r"[\w.-]+", said) is not None


def is_named(key: str) -> bool:
    """True for a word of the staff's pages that the source asks for."""
    return key.partition(".")[0] in (*guests(), *BESIDE) and any(own.fullmatch(key) for own in patterns())
