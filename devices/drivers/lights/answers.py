"""What a relay board answers, out of a byte stream. Pure; noise, echoes and prompts between the answers are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from devices.drivers.lights.board import Question, number_of

CAP = 256
"""Most bytes that are kept of what is no answer yet."""


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to a question: what each number is."""

    question: Question
    states: Mapping[int, bool]


class AnswerFramer:
    """Cuts bytes into answers, in any portions."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = tuple(questions)
        self._bytes = b""
        self._states: dict[int, bool] = {}

    @property
    def held(self) -> int:
        """How many bytes wait to become an answer."""
        return len(self._bytes)

    def feed(self, chunk: bytes) -> list[Told]:
        """Take bytes, give the answers that they complete."""
        self._bytes += chunk
        found: list[Told] = []
        while (first := self._first()) is not None:
            question, match = first
            self._bytes = self._bytes[match.end() :]
            self._states[number_of(match[1])] = match[2] == question.true_word
            if len(self._states) >= question.count:
                found.append(Told(question, self._states))
                self._states = {}
        self._bytes = self._bytes[-CAP:]
        return found

    def _first(self) -> tuple[Question, re.Match[bytes]] | None:
        matches = [(question, match) for question in self._questions if (match := question.answer.search(self._bytes))]
        return min(matches, key=lambda found: found[1].start(), default=None)

    def clear(self) -> None:
        """Forget the start of an answer."""
        self._bytes, self._states = b"", {}
