"""Personal values: readable in memory, ciphertext in the journal, never in a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Private(Generic[T]):
    """Marks a personal field of an event or an effect. Its `repr` shows nothing, so it cannot slip into a log."""

    value: T

    def __repr__(self) -> str:
        return "Private(...)"
