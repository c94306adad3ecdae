"""Rules about Python files that ruff and mypy do not know."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tests.lint.source import Finding, Source

# Files of kiosk/domain whose values are money: integers only.
_MONEY_FILES = re.compile(r"kiosk/domain/(money|basket|pricing|price_list|tax|tender|sale|payment)\w*(\.py|/)")
_DIRECTIVE = re.compile(r"(noqa|type:\s*ignore|pragma:\s*no cover|pyright:|mypy:)(?P<rest>.*)", re.I)
_CODES = re.compile(r"\s*[:\[]\s*[\w, -]*?[\w]+\]?(?=\s|$)")


def star_import(source: Source) -> Iterator[Finding]:
    """No `from x import *`: of PySide6 it costs 134 ms of every start."""
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            yield Finding(source.path, node.lineno, "star-import", f"name what you take from {node.module}")


def silent_exception(source: Source) -> Iterator[Finding]:
    """Each `noqa`, `type: ignore` and `no cover` names its code and carries its reason."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        found = _DIRECTIVE.search(token.string) if token.type == tokenize.COMMENT else None
        if found is None or found[1].lower() in ("mypy:", "pyright:"):
            continue
        rest = found["rest"]
        if found[1].lower() != "pragma: no cover":
            codes = _CODES.match(rest)
            if codes is None:
                yield Finding(source.path, token.start[0], "silent-exception", f"{found[1]} names no code")
                continue
            rest = rest[codes.end() :]
        if len(re.findall(r"\w{2,}", rest)) < 2:
            yield Finding(source.path, token.start[0], "silent-exception", f"{found[1]} carries no reason")


def money_float(source: Source) -> Iterator[Finding]:
    """Money is integer minor units: no float, no true division and no decimal literal near it."""
    if not _MONEY_FILES.match(source.path):
        return
    for node in ast.walk(ast.parse(source.text)):
        what = ""
        if isinstance(node, ast.Name) and node.id == "float":
            what = "float"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            what = f"the literal {node.value}"
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            what = "true division"
        if what:
            yield Finding(source.path, getattr(node, "lineno", 0), "money-float", f"{what} beside money")
