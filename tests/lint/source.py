"""A source file as the rules see it, and what a rule reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEXT_ENDINGS = (".py", ".qml", ".md", ".toml", ".ini", ".po", ".sh", ".cfg", ".csv", ".json", ".service")
_WITHOUT_ENDING = ("Makefile", "run", "qmldir")
_NOT_OURS = {"var", "__pycache__", "node_modules"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken. `line` counts from 1; 0 means the whole file or folder."""

    path: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.rule}: {self.text}"


@dataclass(frozen=True, slots=True)
class Source:
    """One text file of the checkout; `path` is relative to its top, with forward slashes."""

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.splitlines()

    def line_of(self, offset: int) -> int:
        """The line, from 1, that holds this character."""
        return self.text.count("\n", 0, offset) + 1

    def is_below(self, *folders: str) -> bool:
        """Whether the file lies in one of these folders or deeper."""
        return self.path.startswith(tuple(f"{folder}/" for folder in folders))


def read_tree(root: Path) -> Iterator[Source]:
    """Every text file of a checkout, generated and hidden folders left out (.ci is ours)."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(n for n in names if n == ".ci" or not (n.startswith(".") or n in _NOT_OURS))
        for name in sorted(files):
            path = Path(folder, name)
            if name.endswith(TEXT_ENDINGS) or name in _WITHOUT_ENDING:
                yield Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
