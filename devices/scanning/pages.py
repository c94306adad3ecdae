"""The lines of a machine-readable zone as they come: a page, and the plain form that many readers send. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

LINE_CAP = 44
LINES = 3
QUIET_S = 0.3
_ALLOWED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
_WHOLE = {(30, 30, 30), (36, 36), (44, 44)}
_CR, _LF = 0x0D, 0x0A


@dataclass(frozen=True, slots=True)
class Page:
    """What one frame says: lines, or a problem, or neither; `is_inside` None when the form does not tell."""

    lines: tuple[str, ...] = field(default=(), repr=False)
    problem: str = ""
    is_inside: bool | None = None


class PageFramer(Protocol):
    """Cuts bytes into pages. Pure."""

    @property
    def patience_s(self) -> float | None:
        """How long the line may be quiet before `give_up` is wanted; None when nothing has begun."""
        ...

    def feed(self, chunk: bytes) -> list[Page]:
        """Take bytes, give the pages that they complete."""
        ...

    def give_up(self) -> list[Page]:
        """Nothing more comes: give what has begun as a page or a problem, and forget it."""
        ...


def page_of(lines: list[bytes], is_inside: bool | None = None) -> Page:
    """Judge the lines of one document."""
    if len(lines) < 2:
        return Page(problem="incomplete", is_inside=is_inside)
    if len(lines) > LINES or max(map(len, lines)) > LINE_CAP:
        return Page(problem="too_long", is_inside=is_inside)
    if not _ALLOWED.issuperset(b"".join(lines)):
        return Page(problem="characters", is_inside=is_inside)
    return Page(tuple(line.decode("ascii") for line in lines), is_inside=is_inside)


class KeyboardFramer:
    """The keyboard form: lines as they are."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._line = bytearray()
        self._is_skipping = False

    @property
    def patience_s(self) -> float | None:
        """Quiet ends a document."""
        return QUIET_S if self._lines or self._line or self._is_skipping else None

    def feed(self, chunk: bytes) -> list[Page]:
        """Take bytes, give the pages that they complete."""
        found: list[Page] = []
        for byte in chunk:
            if self._is_skipping or byte == _LF:
                continue
            if byte != _CR:
                self._line.append(byte)
                if len(self._line) > LINE_CAP:
                    found.append(Page(problem="too_long"))
                    self._clear()
                    self._is_skipping = True  # until it is quiet
                continue
            self._lines.append(bytes(self._line))
            self._line.clear()
            if tuple(map(len, self._lines)) in _WHOLE or len(self._lines) == LINES:
                found.append(page_of(self._lines))
                self._clear()
        return found

    def give_up(self) -> list[Page]:
        """End the document."""
        lines, is_cut, was_skipping = self._lines, bool(self._line), self._is_skipping
        self._clear()
        if was_skipping or not (lines or is_cut):
            return []
        return [Page(problem="incomplete") if is_cut else page_of(lines)]

    def _clear(self) -> None:
        self._lines = []
        self._line.clear()
        self._is_skipping = False
