"""Personal values: readable in memory, ciphertext in the journal, never in a log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Generic, TypeVar

T = TypeVar("T")

NOT_KEPT: Final[Mapping[str, str]] = MappingProxyType({"journal": "not kept"})
"""Marks a text of an event, as metadata of its field, that the journal must not hold, not even as ciphertext.

What an event must be understood by after a restart cannot be such a field: it comes back as `MASK`, or empty.
"""
MASK: Final = "*"


@dataclass(frozen=True, slots=True)
class Private(Generic[T]):
    """Marks a personal field of an event or an effect. Its `repr` shows nothing, so it cannot slip into a log."""

    value: T

    def __repr__(self) -> str:
        return "Private(...)"
