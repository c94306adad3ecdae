"""What a relay board is told and asked, and how it is wired: read from `config/lights/<profile>.toml`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devices.api import LightsCapabilities, Pattern
from devices.profiles import Profile, ProfileError, read

FOLDER = Path(__file__).parents[3] / "config" / "lights"
MOST = 32
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_TEXTS = (
    "switch_on", "switch_off", "ask", "answer", "ask_input", "input_answer", "on", "off", "closed", "open",
)  # fmt: skip
_KEYS = ("name", "relays", "inputs", "first", "gap_ms", *_TEXTS, "wiring")
_LAMPS = ("free", "busy", "call", "fault")
_TOKEN = re.compile(r'\s*(?:"([^"]+)"|([0-9A-Fa-f]{2})(?=\s|$)|(n|d|sum)(?=\s|$))')


@dataclass(frozen=True, slots=True)
class Command:
    """Bytes with a place for a number, as the profile writes them."""

    parts: tuple[bytes | str, ...]

    def bytes_for(self, number: int) -> bytes:
        """Give the bytes for a relay or an input by its number on the wire."""
        made = b""
        for part in self.parts:
            if isinstance(part, bytes):
                made += part
            else:
                values = {"n": bytes([number]), "d": _DIGITS[number].encode("ascii"), "sum": bytes([sum(made) & 0xFF])}
                made += values[part]
        return made

    @property
    def names_a_number(self) -> bool:
        """True when it is about one relay or input, false when about all."""
        return "n" in self.parts or "d" in self.parts


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the lines that answer it: `answer` finds a number and a word; `count` of them are due."""

    command: Command
    answer: re.Pattern[bytes]
    true_word: bytes
    count: int


@dataclass(frozen=True, slots=True)
class Wiring:
    """Which relays are on for what; relays and inputs are counted from 1, 0 stands for none."""

    lamps: Mapping[Pattern, frozenset[int]]
    bell: int
    ring_s: float
    presence: int
    door: int
    door_closes: bool

    @property
    def used(self) -> tuple[int, ...]:
        """Every relay that something hangs on."""
        bell = {self.bell} if self.bell else set()
        return tuple(sorted(set().union(*self.lamps.values()) | bell))


@dataclass(frozen=True, slots=True)
class Board:
    """One board as it is wired. `relay_state` is None where it cannot be asked, `input_state` where it has none."""

    name: str
    first: int
    gap_s: float
    switch_on: Command
    switch_off: Command
    relay_state: Question | None
    input_state: Question | None
    wiring: Wiring

    @property
    def capabilities(self) -> LightsCapabilities:
        """What the lights on this board have."""
        wiring = self.wiring
        return LightsCapabilities(
            bool(wiring.bell), bool(wiring.presence), bool(wiring.door), self.relay_state is not None
        )

    def on_wire(self, place: int) -> int:
        """Give the number on the wire of a relay or an input counted from 1."""
        return place - 1 + self.first


def load(profile: str, folder: Path = FOLDER) -> Board:
    """Read a profile by name. Raises `UrlError` and `ProfileError`."""
    facts = read(folder, profile, _KEYS)
    relays, inputs = facts.whole("relays", 1, MOST), facts.whole("inputs", 0, MOST)
    first = facts.whole("first", 0, 1)
    return Board(
        name=facts.text("name"),
        first=first,
        gap_s=facts.whole("gap_ms", 0, 1000) / 1000,
        switch_on=_switch(facts, "switch_on"),
        switch_off=_switch(facts, "switch_off"),
        relay_state=_question(facts, "ask", "answer", ("on", "off"), relays),
        input_state=_question(facts, "ask_input", "input_answer", ("closed", "open"), 1) if inputs else None,
        wiring=_wiring(facts, relays, inputs),
    )


def _switch(facts: Profile, key: str) -> Command:
    command = _command(facts, key)
    if not command.names_a_number:
        raise facts.error(key, "it names no relay; allowed: n or d in it")
    return command


def _command(facts: Profile, key: str) -> Command:
    text, at, parts = facts.text(key).strip(), 0, []
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or not (found[1] or "").isascii():
            raise facts.error(key, 'allowed: bytes in hex, "text", n, d and sum with blanks between them')
        quoted, octet, place = found.groups()
        parts.append(quoted.encode("ascii") if quoted else bytes.fromhex(octet) if octet else place)
        at = found.end()
    return Command(tuple(parts))


def _question(facts: Profile, key: str, answer_key: str, words: tuple[str, str], count: int) -> Question | None:
    if not facts.text(key):
        return None
    command, answer = _command(facts, key), facts.text(answer_key)
    true_word, false_word = (facts.text(word) for word in words)
    if answer.count("{n}") != 1 or not answer.endswith("{state}") or answer.count("{") != 2:
        raise facts.error(answer_key, "allowed: a text with {n} in it and {state} at its end")
    if not true_word or not false_word or true_word == false_word or not (answer + true_word + false_word).isascii():
        raise facts.error(words[0], f"allowed: two different ASCII words for {words[0]} and {words[1]}")
    states = "|".join(re.escape(word) for word in sorted((true_word, false_word), key=len, reverse=True))
    found = {"{n}": r"([0-9A-V]{1,2})", "{state}": f"({states})", " ": r"[ \r\n]+"}
    pieces = [found.get(piece) or re.escape(piece) for piece in re.split(r"(\{n\}|\{state\}| )", answer) if piece]
    pattern = re.compile("".join(pieces).encode("ascii"))
    return Question(command, pattern, true_word.encode("ascii"), 1 if command.names_a_number else count)


def _wiring(facts: Profile, relays: int, inputs: int) -> Wiring:
    section = facts.section("wiring")
    for key in section:
        if key not in (*_LAMPS, "bell", "ring_ms", "presence", "door", "door_closes"):
            raise facts.error(f"wiring.{key}", "unknown")
    if type(section.get("door_closes")) is not bool:
        raise facts.error("wiring.door_closes", "missing or not true or false")
    lamps = {Pattern(name): _lamps(facts, section, name, relays) for name in _LAMPS}
    bell = _place(facts, section, "bell", relays)
    if bell and any(bell in lit for lit in lamps.values()):
        raise facts.error("wiring.bell", "this relay is a lamp, too")
    return Wiring(
        lamps={Pattern.OFF: frozenset(), **lamps},
        bell=bell,
        ring_s=_place(facts, section, "ring_ms", 5000) / 1000,
        presence=_place(facts, section, "presence", inputs),
        door=_place(facts, section, "door", inputs),
        door_closes=section["door_closes"],
    )


def _lamps(facts: Profile, section: dict[str, Any], key: str, relays: int) -> frozenset[int]:
    found = section.get(key)
    if type(found) is not list or not all(type(one) is int and 1 <= one <= relays for one in found):
        raise facts.error(f"wiring.{key}", f"missing or not a list of relays; allowed: 1..{relays}")
    return frozenset(found)


def _place(facts: Profile, section: dict[str, Any], key: str, most: int) -> int:
    found = section.get(key)
    if type(found) is not int or not 0 <= found <= most:
        raise facts.error(f"wiring.{key}", f"missing or not allowed; allowed: 0..{most}")
    return int(found)


def number_of(sign: bytes) -> int:
    """Read a number of an answer: `1`, `12`, or one sign up to V."""
    return int(sign) if sign.isdigit() else _DIGITS.index(sign.decode("ascii"))


__all__ = ["Board", "Command", "ProfileError", "Question", "Wiring", "load", "number_of"]
