"""The rows of a CSV by the line they begin on, and in plain words why one cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

_PLAIN: Final = (
    ("field larger", "a cell has more than 131072 characters; is a quotation mark left open here?"),
    ("unexpected end", "a quotation mark that opens on it is never closed"),
    ("expected after", "behind a closing quotation mark only the next cell may follow; inside a cell it stands twice"),
)


class BrokenRow(ValueError):
    """A row cannot be read; `line` is the one it begins on, as an editor counts."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Number rows by the line they begin on: a quoted cell may hold line ends. Empty lines are no rows.

    Raises `BrokenRow`.
    """
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1  # type: ignore[attr-defined] # a csv reader, whose type has no public name
    except csv.Error as error:
        raise BrokenRow(line, _plain(str(error))) from error


def _plain(told: str) -> str:
    return next((words for part, words in _PLAIN if part in told), told)
