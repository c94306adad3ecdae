"""The fault language: text to `Fault` values.

    script  := rule { (";" | newline) rule }
    rule    := [ "after" event ":" ] action [ "at byte" N [ "sent" | "received" ] ]
    event   := NAME | NAME N | N NAME | N NAMEs

Actions are the phrases a simulator offers. In a phrase, `N` is a whole number, `HH` one byte in hex, `HHHH` two,
`T` a time (`250 ms`, `130 s`, `2 min`), `P` a percentage (`1 %`); a placeholder in brackets may be left out.
Upper and lower case are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

Argument = int | float | bytes


class Lasts(Enum):
    """When an action works."""

    NOW = "at once"
    ONCE = "at its next occasion, then it is spent"
    STANDING = "until the faults are cleared"


class Direction(Enum):
    """Which bytes are counted: those the simulator sent, or those it received."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One action a simulator understands, with its placeholders, and what it does in a sentence."""

    words: str
    lasts: Lasts
    meaning: str

    @property
    def key(self) -> str:
        """The phrase without its placeholders: how the simulator asks for it."""
        return " ".join(w for w in self.words.split() if w.strip("[]") not in PLACEHOLDERS)


@dataclass(frozen=True, slots=True)
class Fault:
    """One parsed rule. `event` None: armed at once. `at_byte` None: not tied to a byte."""

    key: str
    lasts: Lasts
    arguments: tuple[Argument, ...]
    event: str | None
    event_count: int
    at_byte: int | None
    direction: Direction
    text: str

    def number(self, default: float) -> float:
        """The first argument as a number (seconds for a time, 0..1 for a percentage)."""
        first = self.arguments[0] if self.arguments else default
        return float(int.from_bytes(first) if isinstance(first, bytes) else first)

    def octets(self, default: bytes) -> bytes:
        """The first argument as bytes."""
        first = self.arguments[0] if self.arguments else default
        return first if isinstance(first, bytes) else default


class FaultTextError(ValueError):
    """A script that is not in the language. The message begins with the position, counted from 1."""

    def __init__(self, position: int, problem: str) -> None:
        super().__init__(f"position {position}: {problem}")
        self.position = position


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    position: int


PLACEHOLDERS = {
    "N": "a whole number",
    "HH": "a byte in hex",
    "HHHH": "two bytes in hex",
    "T": "a time such as 250 ms or 130 s",
    "P": "a percentage such as 1 %",
}
_TOKEN = re.compile(r"[A-Za-z0-9.]+|\n|\S")
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0}
_TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s|min)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def parse(script: str, phrases: Iterable[Phrase], events: Sequence[str]) -> tuple[Fault, ...]:
    """The rules of a script, in order. Raises `FaultTextError`."""
    known = tuple(phrases)
    rules: list[Fault] = []
    tokens = [_Token(m.group().lower(), m.start() + 1) for m in _TOKEN.finditer(script)]
    start = 0
    for end in (*(i for i, t in enumerate(tokens) if t.text in (";", "\n")), len(tokens)):
        if end > start:
            rules.append(_Rule(tokens[start:end], len(script) + 1, known, events).fault(script))
        start = end + 1
    if not rules:
        raise FaultTextError(1, "no rule")
    return tuple(rules)


class _Rule:
    """Reads the tokens of one rule from left to right."""

    def __init__(self, tokens: list[_Token], end: int, phrases: tuple[Phrase, ...], events: Sequence[str]) -> None:
        self._tokens = tokens
        self._end = tokens[-1].position + len(tokens[-1].text) if tokens else end
        self._phrases = phrases
        self._events = events
        self._next = 0

    def fault(self, script: str) -> Fault:
        event, count = self._event()
        phrase, arguments = self._action()
        at_byte, direction = self._at_byte()
        if self._next < len(self._tokens):
            raise FaultTextError(self._position(), f"nothing may follow here, found {self._text(self._next)!r}")
        text = script[self._tokens[0].position - 1 : self._end - 1]
        return Fault(phrase.key, phrase.lasts, arguments, event, count, at_byte, direction, text)

    def _text(self, at: int) -> str:
        return self._tokens[at].text if at < len(self._tokens) else ""

    def _position(self, at: int | None = None) -> int:
        index = self._next if at is None else at
        return self._tokens[index].position if index < len(self._tokens) else self._end

    def _event(self) -> tuple[str | None, int]:
        if self._text(0) != "after":
            return None, 1
        colon = next((i for i, t in enumerate(self._tokens) if t.text == ":"), None)
        if colon is None:
            raise FaultTextError(self._end, 'expected ":" and an action after the event')
        words = [t.text for t in self._tokens[1:colon]]
        self._next = colon + 1
        found = _event_named(words, self._events)
        if found is None:
            known = ", ".join(self._events)
            raise FaultTextError(self._position(1), f"unknown event {' '.join(words)!r}; known: {known}, or HH HH")
        return found

    def _action(self) -> tuple[Phrase, tuple[Argument, ...]]:
        best: tuple[int, Phrase, tuple[Argument, ...]] | None = None
        deepest = self._next
        wanted: list[str] = []
        for phrase in self._phrases:
            end, arguments, problem = self._match(phrase)
            if not problem and (best is None or end > best[0]):
                best = (end, phrase, arguments)
            elif problem and end > deepest:
                deepest, wanted = end, [problem]
            elif problem and end == deepest > self._next and problem not in wanted:
                wanted.append(problem)
        if best is not None and best[0] >= deepest:
            self._next = best[0]
            return best[1], best[2]
        if wanted:
            raise FaultTextError(self._position(deepest), "expected " + " or ".join(wanted))
        known = ", ".join(p.words for p in self._phrases)
        raise FaultTextError(self._position(), f"unknown action {self._text(self._next)!r}; known: {known}")

    def _match(self, phrase: Phrase) -> tuple[int, tuple[Argument, ...], str]:
        at, arguments = self._next, []
        for word in phrase.words.split():
            name = word.strip("[]")
            if name not in PLACEHOLDERS:
                if self._text(at) != name.lower():
                    return at, (), repr(name)
                at += 1
                continue
            value, used = _argument(name, self._text(at), self._text(at + 1))
            if value is not None:
                arguments.append(value)
                at += used
            elif not word.startswith("["):
                return at, (), PLACEHOLDERS[name]
        return at, tuple(arguments), ""

    def _at_byte(self) -> tuple[int | None, Direction]:
        if self._text(self._next) != "at":
            return None, Direction.RECEIVED
        if self._text(self._next + 1) != "byte":
            raise FaultTextError(self._position(self._next + 1), "expected 'byte'")
        count = self._text(self._next + 2)
        if not count.isdecimal():
            raise FaultTextError(self._position(self._next + 2), "expected a whole number after 'at byte'")
        self._next += 3
        words = {d.value: d for d in Direction}
        direction = words.get(self._text(self._next))
        if direction is not None:
            self._next += 1
        return int(count), direction or Direction.RECEIVED


def _event_named(words: list[str], events: Sequence[str]) -> tuple[str, int] | None:
    known = {e.lower(): e for e in events}
    forms: list[tuple[list[str], str]] = [(words, "1")]
    if len(words) > 1 and words[0].isdecimal():
        forms.append((words[1:], words[0]))
    if len(words) > 1 and words[-1].isdecimal():
        forms.append((words[:-1], words[-1]))
    for rest, count in forms:
        name = " ".join(rest)
        for candidate in (name, name.removesuffix("s")):
            if candidate in known and int(count) > 0:
                return known[candidate], int(count)
        if len(rest) == 2 and all(re.fullmatch("[0-9a-f]{2}", w) for w in rest):
            return name.upper(), int(count)
    return None


def _argument(kind: str, first: str, second: str) -> tuple[Argument | None, int]:
    match kind:
        case "N" if first.isdecimal():
            return int(first), 1
        case "HH" if re.fullmatch("[0-9a-f]{2}", first):
            return bytes.fromhex(first), 1
        case "HHHH" if re.fullmatch("[0-9a-f]{4}", first):
            return bytes.fromhex(first), 1
        case "HHHH" if re.fullmatch("[0-9a-f]{4}", first + second) and len(first) == 2:
            return bytes.fromhex(first + second), 2
        case "T" if joined := _TIME.fullmatch(first):
            return float(joined[1]) * _UNITS[joined[2]], 1
        case "T" if _NUMBER.fullmatch(first) and second in _UNITS:
            return float(first) * _UNITS[second], 2
        case "P" if _NUMBER.fullmatch(first) and second == "%":
            return float(first) / 100, 2
    return None, 0
