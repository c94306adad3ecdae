"""What is wrong with a text: a stable code for programs and a sentence for the technician."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a text: `code` never changes its meaning, `text` is plain English and may."""

    code: str
    text: str


class Malformed(ValueError):
    """A text does not follow its standard. The only exception the parsers of this package raise."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text

    @property
    def problem(self) -> Problem:
        """The same two facts as a value."""
        return Problem(self.code, self.text)


def shown(text: str, limit: int = 48) -> str:
    """Return `text` quoted for a problem's sentence: control characters escaped, long texts cut."""
    cut = text if len(text) <= limit else f"{text[:limit]}…"
    return ascii(cut).replace("\\u2026", "…")
