"""What a customer hears: the transcript of the product's recorder, read along as it grows."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LOOK_S = 0.01


class Deaf(AssertionError):
    """What the customer waited to hear did not come."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the transcript."""

    n: int
    event: str
    at_s: float
    language: str
    text: str
    is_private: bool

    @property
    def lines(self) -> list[str]:
        """The sentences, one each."""
        return self.text.split("\n")


class Ears:
    """Hears what has begun to be said; `known` is how much of it the customer has taken in."""

    def __init__(self, transcript: Path) -> None:
        self._transcript = transcript
        self._pause = threading.Event()
        self.known = 0

    def all(self) -> list[Said]:
        """Return the whole transcript so far, a half-written last line left out."""
        if not self._transcript.is_file():
            return []
        lines = self._transcript.read_text(encoding="utf-8").splitlines(keepends=True)
        return [_said(json.loads(line)) for line in lines if line.endswith("\n")]

    def fresh(self) -> list[Said]:
        """Return what began since the customer last listened."""
        begun = [said for said in self.all() if said.event == "begun"]
        fresh, self.known = begun[self.known :], len(begun)
        return fresh

    def listen(self, is_it: Callable[[Said], bool], what: str, patience_s: float) -> list[Said]:
        """Hear until `is_it` is true of an utterance; return all that was heard meanwhile. Raises `Deaf`."""
        due = time.monotonic() + patience_s
        heard: list[Said] = []
        while time.monotonic() < due:
            fresh = self.fresh()
            heard += fresh
            if any(is_it(said) for said in fresh):
                return heard
            self._pause.wait(LOOK_S)
        last = heard[-1].text if heard else "nothing"
        raise Deaf(f"waited {patience_s:g} s to hear {what}; heard {last!r}")


def _said(line: dict[str, object]) -> Said:
    return Said(
        int(str(line["n"])), str(line["event"]), float(str(line["at_s"])), str(line["language"]), str(line["text"]),
        bool(line["private"]),
    )  # fmt: skip
