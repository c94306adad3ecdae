"""Lines of a fixed number of columns, in bytes of the printer's code page (one byte is one column)."""

from __future__ import annotations

MIN_LEFT = 8
"""Columns that the left text of a pair gets at least; else the right text stands on a line of its own."""


def wrap(text: bytes, columns: int) -> list[bytes]:
    """Break a text at spaces; a word longer than a line is broken anywhere. Gives at least one line."""
    if len(text) <= columns:
        return [text]
    lines: list[bytes] = []
    rest = text
    while len(rest) > columns:
        at = rest.rfind(b" ", 0, columns + 1)
        if at <= 0 or not rest[:at].strip(b" "):
            lines.append(rest[:columns])
            rest = rest[columns:]
        else:
            lines.append(rest[:at].rstrip(b" "))
            rest = rest[at + 1 :].lstrip(b" ")
    if rest or not lines:
        lines.append(rest)
    return lines


def pair(left: bytes, right: bytes, columns: int) -> list[bytes]:
    """Put one text at the left and one at the right edge; the left wraps, the right stands whole on the last line."""
    gap = columns - len(right)
    if len(left) < gap:
        return [left.ljust(gap) + right]
    if gap - 1 < min(MIN_LEFT, columns // 2):
        return [*wrap(left, columns), *(part.rjust(columns) for part in wrap(right, columns))]
    *above, last = wrap(left, gap - 1)
    return [*above, last.ljust(gap) + right]
