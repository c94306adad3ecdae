"""What a component check returns: the code of the first fault and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a component: its code, and the span of the offending characters counted from zero."""

    code: str
    start: int
    length: int


Check: TypeAlias = Callable[[str], Finding | None]
"""Looks at one component and returns the first fault, or None when there is none."""


def whole(code: str, text: str) -> Finding:
    """Return a finding that covers all of `text`."""
    return Finding(code, 0, len(text))


def first_outside(text: str, allowed: frozenset[str], code: str) -> Finding | None:
    """Return a finding for the first character of `text` that is not in `allowed`."""
    if allowed.issuperset(text):
        return None
    at = next(index for index, character in enumerate(text) if character not in allowed)
    return Finding(code, at, 1)
