"""The fault language: text to `Fault` values.

    script  := rule { (";" | newline) rule }
    rule    := [ "after" event ":" ] action [ "at byte" N [ "sent" | "received" ] ]
    event   := NAME | NAME N | N NAME | N NAMEs

Actions are the phrases a simulator offers. In a phrase, `N` is a whole number of at most nine digits, `HH` one byte in
hex, `HHHH` two, `T` a time (`250 ms`, `130 s`, `2 min`), `P` a percentage (`1 %`, at most 100); a placeholder in
brackets may be left out. An event may be the two control bytes of a frame, in hex, where the simulator has such events
(`HH HH`). Upper and lower case are the same. `written` gives a rule back as text that parses to the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
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
    text: str = field(compare=False)

    def number(self, default: float) -> float:
        """The first argument as a number (seconds for a time, 0..1 for a percentage)."""
        first = self.arguments[0] if self.arguments else default
        return float(int.from_bytes(first) if isinstance(first, bytes) else first)

    def octets(self, default: bytes) -> bytes:
        """The first argument as bytes."""
        first = self.arguments[0] if self.arguments else default
        return first if isinstance(first, bytes) else default


class FaultTextError(ValueError):
    """A script that is not in the language.

    The message begins with line and column; `position` is the place in the whole text. All count from 1.
    """

    def __init__(self, position: int, problem: str, script: str = "") -> None:
        before = script[: position - 1]
        self.position = position
        self.line = before.count("\n") + 1
        self.column = position - (before.rfind("\n") + 1)
        self.problem = problem
        super().__init__(f"line {self.line}, column {self.column}: {problem}")


class _Mistake(Exception):
    """A mistake at a position; `parse` knows the whole script."""

    def __init__(self, position: int, problem: str) -> None:
        super().__init__(problem)
        self.position = position


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, lower case. `end`: the position behind it, since lower case may be longer."""

    text: str
    position: int
    end: int


PLACEHOLDERS = {
    "N": "a whole number",
    "HH": "a byte in hex",
    "HHHH": "two bytes in hex",
    "T": "a time such as 250 ms or 130 s",
    "P": "a percentage such as 1 %",
}
_TOKEN = re.compile(r"[A-Za-z0-9.]+|\n|\S")
_UNITS = {"ms": Decimal("0.001"), "s": Decimal(1), "min": Decimal(60)}
_TIME = re.compile(r"([0-9]{1,9}(?:\.[0-9]+)?)(ms|s|min)")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")
_WHOLE = re.compile(r"[0-9]{1,9}")
CONTROL_FRAME = "HH HH"
"""The name by which a simulator offers its frames as events, each by its two control bytes."""


def parse(script: str, phrases: Iterable[Phrase], events: Sequence[str]) -> tuple[Fault, ...]:
    """The rules of a script, in order. Raises `FaultTextError`."""
    known = tuple(phrases)
    tokens = [_Token(m.group().lower(), m.start() + 1, m.end() + 1) for m in _TOKEN.finditer(script)]
    ends = (*(i for i, token in enumerate(tokens) if token.text in (";", "\n")), len(tokens))
    rules: list[Fault] = []
    start = 0
    try:
        for end in ends:
            if end > start:
                rules.append(_Rule(tokens[start:end], known, events).fault(script))
            start = end + 1
        if not rules:
            raise _Mistake(1, "no rule")
    except _Mistake as mistake:
        raise FaultTextError(mistake.position, str(mistake), script) from None
    return tuple(rules)


def written(fault: Fault, phrases: Iterable[Phrase]) -> str:
    """The rule as text; `parse` makes an equal fault of it. `phrases` must hold the fault's own."""
    phrase = next(phrase for phrase in phrases if phrase.key == fault.key)
    rest = iter(fault.arguments)
    names = [word.strip("[]") for word in phrase.words.split()]
    words = [_shown(name, next(rest, None)) if name in PLACEHOLDERS else name for name in names]
    before = f"after {fault.event_count} {fault.event}: " if fault.event is not None else ""
    behind = f" at byte {fault.at_byte} {fault.direction.value}" if fault.at_byte is not None else ""
    return before + " ".join(word for word in words if word) + behind


def _shown(kind: str, argument: Argument | None) -> str:
    """An argument as it is written; nothing where it was left out."""
    if argument is None:
        return ""
    if isinstance(argument, bytes):
        return argument.hex().upper()
    exact = Decimal(repr(argument))
    if kind == "T":
        return f"{exact:f} s" if exact < 10**9 else f"{exact / 60:f} min"
    return f"{exact:f}" if kind == "N" else f"{exact * 100:f} %"


def _nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that is most like another, or nothing."""
    close = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


class _Rule:
    """Reads the tokens of one rule from left to right."""

    def __init__(self, tokens: list[_Token], phrases: tuple[Phrase, ...], events: Sequence[str]) -> None:
        self._tokens = tokens
        self._end = tokens[-1].end
        self._phrases = phrases
        self._events = events
        self._next = 0

    def fault(self, script: str) -> Fault:
        event, count = self._event()
        phrase, arguments = self._action()
        at_byte, direction = self._at_byte()
        if self._next < len(self._tokens):
            raise _Mistake(self._position(), f"nothing may follow here, found {self._text(self._next)!r}")
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
            raise _Mistake(self._end, 'expected ":" and an action after the event')
        words = [t.text for t in self._tokens[1:colon]]
        self._next = colon + 1
        found = _event_named(words, self._events)
        if found is None:
            name = " ".join(word for word in words if not _WHOLE.fullmatch(word))
            known = ", ".join(self._events) or "none"
            hint = _nearest(name.removesuffix("s"), self._events)
            raise _Mistake(self._position(1), f"unknown event {' '.join(words)!r}{hint}; known: {known}")
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
            found = self._text(deepest)
            words = [word.strip("'") for word in wanted if word.startswith("'")]
            hint = f", found {found!r}{_nearest(found, words)}" if found else " here, found the end"
            raise _Mistake(self._position(deepest), "expected " + " or ".join(wanted) + hint)
        known = ", ".join(p.words for p in self._phrases)
        words = [token.text for token in self._tokens[self._next :]]
        hint = _nearest(" ".join(words), (p.key for p in self._phrases)) or _nearest(
            self._text(self._next), (p.words.split()[0] for p in self._phrases)
        )
        what = f"unknown action {self._text(self._next)!r}" if words else "expected an action here, found the end"
        raise _Mistake(self._position(), f"{what}{hint}; known: {known}")

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
            found = self._text(self._next + 1)
            hint = f", found {found!r}{_nearest(found, ['byte'])}" if found else " here, found the end"
            raise _Mistake(self._position(self._next + 1), f"expected 'byte'{hint}")
        count = self._text(self._next + 2)
        if not _WHOLE.fullmatch(count):
            raise _Mistake(self._position(self._next + 2), "expected a whole number after 'at byte'")
        self._next += 3
        words = {d.value: d for d in Direction}
        direction = words.get(self._text(self._next))
        if direction is not None:
            self._next += 1
        return int(count), direction or Direction.RECEIVED


def _event_named(words: list[str], events: Sequence[str]) -> tuple[str, int] | None:
    known = {e.lower(): e for e in events}
    forms: list[tuple[list[str], str]] = [(words, "1")]
    if len(words) > 1 and _WHOLE.fullmatch(words[0]):
        forms.append((words[1:], words[0]))
    if len(words) > 1 and _WHOLE.fullmatch(words[-1]):
        forms.append((words[:-1], words[-1]))
    for rest, count in forms:
        name = " ".join(rest)
        for candidate in (name, name.removesuffix("s")):
            if candidate in known and int(count) > 0:
                return known[candidate], int(count)
        is_frame = len(rest) == 2 and all(re.fullmatch("[0-9a-f]{2}", word) for word in rest)
        if is_frame and CONTROL_FRAME in events and int(count) > 0:
            return name.upper(), int(count)
    return None


def _argument(kind: str, first: str, second: str) -> tuple[Argument | None, int]:
    match kind:
        case "N" if _WHOLE.fullmatch(first):
            return int(first), 1
        case "HH" if re.fullmatch("[0-9a-f]{2}", first):
            return bytes.fromhex(first), 1
        case "HHHH" if re.fullmatch("[0-9a-f]{4}", first):
            return bytes.fromhex(first), 1
        case "HHHH" if re.fullmatch("[0-9a-f]{4}", first + second) and len(first) == 2:
            return bytes.fromhex(first + second), 2
        case "T" if joined := _TIME.fullmatch(first):
            return float(Decimal(joined[1]) * _UNITS[joined[2]]), 1
        case "T" if _NUMBER.fullmatch(first) and second in _UNITS:
            return float(Decimal(first) * _UNITS[second]), 2
        case "P" if _NUMBER.fullmatch(first) and second == "%" and Decimal(first) <= 100:
            return float(Decimal(first) / 100), 2
    return None, 0
