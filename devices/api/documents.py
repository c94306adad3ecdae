"""Readers of travel documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from devices.api.common import Device


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """The machine-readable lines of one document, as read: two or three lines of A-Z, 0-9 and `<`.

    They are personal: never logged, never stored, and not in the value's own text.
    """

    lines: tuple[str, ...] = field(repr=False)
    at_mono: float


@dataclass(frozen=True, slots=True)
class BadDocument:
    """A document that could not be read. `problem` is one of `incomplete`, `checksum`, `characters`, `too_long`."""

    problem: str
    at_mono: float


class DocumentReader(Device, Protocol):
    """A reader of machine-readable zones. MEDIA_PRESENT in its health: a document was left in it."""

    def on_document(self, listener: Callable[[DocumentLines | BadDocument], None]) -> None:
        """Call `listener` on the event loop for each document. One listener; a second replaces it."""
        ...
