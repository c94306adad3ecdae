"""Just enough of QML's shape to check it by text: comments and strings told apart, objects as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_PIECES = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`", re.S)
_OBJECT = re.compile(r"(?<!enum )\b([A-Z]\w*(?:\.[A-Z]\w*)*)(?:\s+on\s+[\w.]+)?\s*\{")
_BLOCK = re.compile(r"(function\s*\w*\s*\([^)]*\)[^{\n]*|=>\s*|\b[\w.]+\s*:\s*)\{")


@dataclass(frozen=True)
class QmlObject:
    """`Type { ... }`: offsets of its braces, and its own lines with the objects inside it blanked."""

    type: str
    start: int
    opened: int
    closed: int
    own: str
    parent: QmlObject | None

    def has(self, name: str) -> bool:
        """Whether this object itself binds the property."""
        return re.search(rf"(?<![\w.]){re.escape(name)}\s*:", self.own) is not None


class QmlText:
    """One QML file in two readings of equal length: `bare` without comments, `code` also without string contents."""

    def __init__(self, text: str) -> None:
        self.bare = _PIECES.sub(lambda piece: _blank(piece[0]) if piece[0].startswith("/") else piece[0], text)
        self.code = _PIECES.sub(_without_content, text)

    @cached_property
    def objects(self) -> list[QmlObject]:
        """Every object of the file, outer ones before inner ones."""
        spans = [(m[1], m.start(), m.end() - 1, self._closing(m.end() - 1)) for m in _OBJECT.finditer(self.code)]
        found: list[QmlObject] = []
        for name, start, opened, closed in spans:
            own = list(self.code[opened : closed + 1])
            for _, other, _, end in spans:
                if opened < other < closed:
                    own[other - opened : end + 1 - opened] = " " * (end + 1 - other)
            around = [outer for outer in found if outer.opened < start < outer.closed]
            found.append(QmlObject(name, start, opened, closed, "".join(own), around[-1] if around else None))
        return found

    def blocks(self) -> Iterator[tuple[int, str]]:
        """Every block of JavaScript: where it starts, and what stands between its braces."""
        objects = {item.opened for item in self.objects}
        for match in _BLOCK.finditer(self.code):
            opened = match.end() - 1
            if opened not in objects:
                yield match.start(), self.bare[opened + 1 : self._closing(opened)]

    def _closing(self, opened: int) -> int:
        depth = 0
        for offset in range(opened, len(self.code)):
            depth += {"{": 1, "}": -1}.get(self.code[offset], 0)
            if depth == 0:
                return offset
        return len(self.code) - 1


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_content(piece: re.Match[str]) -> str:
    text = piece[0]
    return _blank(text) if text.startswith("/") else text[0] + _blank(text[1:-1]) + text[-1]
